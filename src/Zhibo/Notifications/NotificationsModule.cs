using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Posts;
using Zhibo.Shared.Facts;

namespace Zhibo.Notifications;

public static class NotificationsModule
{
    public static IServiceCollection AddNotifications(this IServiceCollection services)
    {
        services.AddSingleton<Unread>();
        services.AddSingleton<IForget>(provider => provider.GetRequiredService<Unread>());
        services.AddScoped<ReadNotices>();
        services.On<PostPublished, NoticeHandlers>(when: f => !f.Imported && (f.SubjectAuthorId is not null || f.Mentions.Length > 0));
        services.On<PostEdited, NoticeHandlers>(when: f => f.NewMentions.Length > 0);
        services.On<PostLiked, NoticeHandlers>();
        services.On<PostUnliked, NoticeHandlers>();
        services.On<PostDeleted, NoticeHandlers>();
        services.On<AccountFollowed, NoticeHandlers>();
        services.On<RelationChanged, NoticeHandlers>();
        services.Watch<NoticeGiven, Unread>();
        return services;
    }
}
