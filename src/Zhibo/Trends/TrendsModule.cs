using Zhibo.Accounts.Acting;
using Zhibo.Data;
using Zhibo.Posts;
using Zhibo.Shared;
using Zhibo.Shared.Facts;
using Zhibo.Shared.Http;
using Zhibo.Trends.Api;
using Zhibo.Trends.Counting;
using Zhibo.Trends.Hosts;
using Zhibo.Trends.Pages;
using Zhibo.Web;

namespace Zhibo.Trends;

public static class TrendsModule
{
    public static IServiceCollection AddTrends(this IServiceCollection services)
    {
        services.AddSingleton<SayQueries>().AddSingleton<SayLedger>().AddSingleton<TrendScope>().AddSingleton<HostBook>();
        services.AddSingleton<IForget>(provider => provider.GetRequiredService<SayLedger>());
        services.AddSingleton<IForget>(provider => provider.GetRequiredService<HostBook>());
        services.AddSingleton(provider => new TrendBoard(provider.GetRequiredService<SayLedger>(), provider.GetRequiredService<TrendScope>(),
            provider.GetRequiredService<HostBook>(), provider.GetRequiredService<Engine>(), provider.GetRequiredService<TimeProvider>()));
        services.Warm<WarmTrends>();
        services.AddSingleton<HostRules>().AddSingleton<HostTopic>().AddSingleton<PinInTopic>().AddSingleton<HandOverTopic>();
        services.AddSingleton<GiveTopic>().AddSingleton<TakeTopicAway>().AddSingleton<KeepOut>();
        services.AddSingleton<TrendViews>().AddSingleton<HallChoice>().AddSingleton<TopicFrame>().AddScoped<TopicPages>().AddScoped<DeskTopics>().AddScoped<HallTopics>().AddScoped<TopicDoor>();
        services.AddSingleton<TrendBlocks>();
        services.AddSingleton(provider => provider.GetRequiredService<TrendBlocks>().Block);
        services.AddSingleton(provider => provider.GetRequiredService<TrendBlocks>().Column);
        services.AddSingleton(new StaffPlace(StaffMenuKind.Desk, DeskTopicRoutes.Active, "/topics", "topic", "trends.desk", StaffGroups.Unit, 55) { Rights = (int)ActingRights.Speak });
        Watch(services);
        return services;
    }

    public static IEndpointRouteBuilder MapTrends(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").WithDoor(Door.Page);
        pages.MapTopics();
        pages.MapDeskTopics();
        pages.MapHallTopics();
        routes.MapTrendApi();
        return routes;
    }

    /// <summary>What is held is right before the pages made of it are dropped.</summary>
    private static void Watch(IServiceCollection services)
    {
        services.Watch<PostPublished, SayLedger>().Watch<PostEdited, SayLedger>().Watch<PostDeleted, SayLedger>();
        services.AddSingleton<TrendPagesChange>();
        services.Watch<TopicKept, HostBook>().Watch<TopicKept, TrendPagesChange>();
    }
}
