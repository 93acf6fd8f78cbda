using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Accounts.Acting;
using Zhibo.Data;
using Zhibo.Desk;
using Zhibo.Messages.AtDesk;
using Zhibo.Messages.Keeping;
using Zhibo.Messages.Pages;
using Zhibo.Messages.Reading;
using Zhibo.Messages.Reports;
using Zhibo.Posts.Writing;
using Zhibo.Shared.Facts;
using Zhibo.Shared.Http;
using Zhibo.Shared.Jobs;
using Zhibo.Web;

namespace Zhibo.Messages;

public static class MessagesModule
{
    public static IServiceCollection AddMessages(this IServiceCollection services)
    {
        services.AddSingleton<Doorstep>().AddSingleton<AwayHours>().AddSingleton<KeepMessage>();
        services.AddSingleton(provider => new DirectPosts { Keep = provider.GetRequiredService<KeepMessage>().Keep });
        services.Job<AnswerAway>(AnswerAway.JobKind);
        services.AddScoped<SendMessage>().AddSingleton<MarkRead>().AddSingleton<AnswerRequest>().AddSingleton<ClearConversation>().AddSingleton<MuteConversation>().AddSingleton<ChangeMessageRule>();
        services.AddScoped<ListConversations>().AddScoped<ReadConversation>();
        services.AddSingleton<MessageCounts>().AddSingleton<IForget>(provider => provider.GetRequiredService<MessageCounts>());
        services.AddSingleton(provider => new UnreadMessages { Of = provider.GetRequiredService<MessageCounts>().Of });
        services.Watch<ConversationChanged, MessageCounts>();
        services.AddSingleton(new NavItem("messages", "/messages", "letter", 82));
        services.AddScoped<TalkViews>().AddScoped<TalkPages>().AddScoped<MessageFiles>();
        AddStaff(services);
        return services;
    }

    public static IEndpointRouteBuilder MapMessages(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").WithDoor(Door.Page);
        pages.MapTalks();
        pages.MapReports();
        pages.MapTalksAtDesk();
        return routes;
    }

    private static void AddStaff(IServiceCollection services)
    {
        services.AddSingleton<MessageQueue>().AddScoped<AnswerTalk>().AddSingleton<TakeTalk>().AddScoped<TalkForms>();
        services.AddQueue(provider => provider.GetRequiredService<MessageQueue>().Queue());
        services.AddSingleton(new StaffPlace(StaffMenuKind.Desk, "autoreply", "/auto-reply", "moon", "messages.away", StaffGroups.Unit, 85) { Rights = (int)ActingRights.Profile });
        services.AddSingleton<ReportMessage>().AddSingleton<DecideReport>().AddScoped<ReportPages>();
        services.AddSingleton(new StaffPlace(StaffMenuKind.Admin, "reports", "/admin/reports", "alert", "messages.reports", StaffGroups.Oversight, 790));
        services.AddSingleton(provider => new StaffCount("reports", async (_, _, ct) =>
        {
            await using var db = await provider.GetRequiredService<IDbContextFactory<Db>>().CreateDbContextAsync(ct);
            return await db.MessageReports.CountAsync(r => r.State == ReportState.Open, ct);
        }));
    }
}
