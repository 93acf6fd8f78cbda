using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Notifications.Pages;
using Zhibo.Posts;
using Zhibo.Shared.Facts;
using Zhibo.Shared.Http;

namespace Zhibo.Notifications;

public static class NotificationsModule
{
    public static IServiceCollection AddNotifications(this IServiceCollection services)
    {
        services.AddSingleton<Unread>();
        services.AddSingleton<IForget>(provider => provider.GetRequiredService<Unread>());
        services.AddSingleton(provider => new UnreadNotices { Of = provider.GetRequiredService<Unread>().Of });
        services.AddScoped<ReadNotices>().AddScoped<NoticeViews>();
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
        routes.MapGroup("").WithDoor(Door.Page).MapNotices();
        return routes;
    }
}
