using Zhibo.Agencies;
using Zhibo.Desk.Answering;
using Zhibo.Desk.Live;
using Zhibo.Desk.Pages;
using Zhibo.Desk.Reviewing;
using Zhibo.Posts;
using Zhibo.Shared.Facts;
using Zhibo.Shared.Http;
using Zhibo.Web;

namespace Zhibo.Desk;

public static class DeskModule
{
    public static IServiceCollection AddDesk(this IServiceCollection services)
    {
        services.AddSingleton(new StaffPlace(StaffMenuKind.Desk, "overview", "", "home", "desk.overview", StaffGroups.Letters, 10));
        services.AddSingleton(new StaffPlace(StaffMenuKind.Desk, "activity", "/activity", "history", "desk.activity", StaffGroups.Unit, 50));
        services.AddSingleton(new StaffPlace(StaffMenuKind.Desk, "profile", "/profile", "settings", "desk.profile", StaffGroups.Unit, 80) { Rights = (int)Accounts.Acting.ActingRights.Profile });
        services.AddSingleton(new StaffPlace(StaffMenuKind.Desk, "keys", "/keys", "keys", "desk.keys", StaffGroups.Unit, 90));
        services.AddSingleton<ItemSheets>().AddSingleton<AnswerQueue>().AddSingleton<ReviewQueue>().AddSingleton<InvitationQueue>();
        services.AddQueue(provider => provider.GetRequiredService<AnswerQueue>().Queue());
        services.AddQueue(provider => provider.GetRequiredService<ReviewQueue>().Queue());
        services.AddQueue(provider => provider.GetRequiredService<InvitationQueue>().Queue());
        services.AddScoped<AnswerItem>().AddSingleton<SetItemAside>().AddSingleton<TakeItem>().AddSingleton<NoteOnItem>();
        services.AddScoped<ReadActivity>().AddScoped<ReadOverview>().AddSingleton<SiteDays>();
        services.AddScoped<QueuePages>().AddScoped<ItemForms>();
        services.AddSingleton<DeskStreams>().AddSingleton<DeskEvents>();
        services.Watch<CommentHeld, DeskStreams>().Watch<HeldCommentsChanged, DeskStreams>();
        services.Watch<DeskChanged, DeskStreams>().Watch<SeatsChanged, DeskStreams>();
        services.On<PostPublished, ItemsToAnswer>(when: ItemsToAnswer.Concerns);
        services.On<PostEdited, ItemsToAnswer>(when: f => f.Visibility != Visibility.Direct && f.NewMentions.Length > 0);
        services.On<PostDeleted, ItemsToAnswer>();
        return services;
    }

    public static IEndpointRouteBuilder MapDesk(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").WithDoor(Door.Page);
        pages.MapDesks();
        pages.MapQueues();
        pages.MapItems();
        pages.MapDeskProfile();
        return routes;
    }
}
