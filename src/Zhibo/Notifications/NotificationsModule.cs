using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Notifications.Api;
using Zhibo.Notifications.Choosing;
using Zhibo.Notifications.Digests;
using Zhibo.Notifications.Pages;
using Zhibo.Notifications.Push;
using Zhibo.Posts;
using Zhibo.Shared.Facts;
using Zhibo.Shared.Http;
using Zhibo.Shared.Jobs;

namespace Zhibo.Notifications;

public static class NotificationsModule
{
    public static IServiceCollection AddNotifications(this IServiceCollection services)
    {
        services.AddSingleton<Unread>();
        services.AddSingleton<IForget>(provider => provider.GetRequiredService<Unread>());
        services.AddSingleton(provider => new UnreadNotices { Of = provider.GetRequiredService<Unread>().Of });
        services.AddSingleton<NoticeBook>().AddSingleton<DismissNotices>();
        services.AddScoped<ReadNotices>().AddScoped<ReadGroups>().AddScoped<NoticeViews>();
        services.AddChoosing().AddPush().AddDigests();
        services.On<PostPublished, NoticeHandlers>(when: f => !f.Imported && f.Visibility != Visibility.Direct && (f.SubjectAuthorId is not null || f.Mentions.Length > 0));
        services.On<PostEdited, NoticeHandlers>(when: f => f.Visibility != Visibility.Direct && f.NewMentions.Length > 0);
        services.On<PostLiked, NoticeHandlers>();
        services.On<PostUnliked, NoticeHandlers>();
        services.On<PostDeleted, NoticeHandlers>();
        services.On<AccountFollowed, NoticeHandlers>();
        services.On<RelationChanged, NoticeHandlers>();
        services.On<GlassBroken, NoticeHandlers>();
        services.On<PollEnded, NoticeHandlers>();
        services.On<CommentHeld, NoticeHandlers>();
        services.On<CommentRefused, NoticeHandlers>();
        services.Watch<NoticeGiven, Unread>();
        return services;
    }

    public static IEndpointRouteBuilder MapNotifications(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").WithDoor(Door.Page);
        pages.MapNotices();
        pages.MapNoticeSettings();
        pages.MapUnsubscribe();
        routes.MapNoticeSettingsApi();
        return routes;
    }

    private static IServiceCollection AddChoosing(this IServiceCollection services) =>
        services.AddSingleton<QuietHours>().AddSingleton<ChangeNoticeSettings>().AddScoped<ReadNoticeSettings>().AddScoped<NoticeSettingsViews>();

    private static IServiceCollection AddPush(this IServiceCollection services)
    {
        services.AddSingleton<VapidKeys>().AddSingleton<IForget>(provider => provider.GetRequiredService<VapidKeys>());
        services.AddSingleton<PushBell>().AddSingleton<PushWire>().AddSingleton<KeepDevice>().AddSingleton<ChangeDevice>().AddSingleton<EndDevice>();
        services.AddScoped<PushText>();
        return services.Job<SendPush>(SendPush.JobKind);
    }

    private static IServiceCollection AddDigests(this IServiceCollection services)
    {
        services.AddSingleton<UnsubscribePass>().AddSingleton<MakeDigests.Surroundings>().AddScoped<DigestNews>().AddScoped<DigestLetters>();
        return services.Chore<MakeDigests>("0 0/10 * * * ?");
    }
}
