using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Documents;
using Zhibo.Posts;
using Zhibo.Search.Asking;
using Zhibo.Search.Index;
using Zhibo.Search.Indexing;
using Zhibo.Search.ByName;
using Zhibo.Search.Pages;
using Zhibo.Shared;
using Zhibo.Shared.Facts;
using Zhibo.Shared.Http;
using Zhibo.Shared.Jobs;
using Zhibo.Web;

namespace Zhibo.Search;

public static class SearchModule
{
    public static IServiceCollection AddSearch(this IServiceCollection services)
    {
        services.AddSingleton<PostIndex>(provider => provider.GetRequiredService<Engine>() is PostgresEngine postgres ? new PostgresIndex(postgres) : new SqliteIndex(provider.GetRequiredService<Engine>()));
        services.AddSingleton<PostIndexer>().AddHostedService(provider => provider.GetRequiredService<PostIndexer>());
        services.AddSingleton<IForget>(provider => provider.GetRequiredService<PostIndexer>());
        services.Watch<PostPublished, PostIndexer>();
        services.On<PostEdited, IndexChanges>().On<DocumentChanged, IndexChanges>();
        services.On<PostDeleted, IndexChanges>(when: f => f.Kind != PostKind.Repost);
        services.AddScoped<RebuildIndex>().Chore<TidyIndex>("0 52 3 * * ?");

        services.AddSingleton<AccountBook>().AddSingleton<TopicBook>().Warm<WarmNames>();
        services.AddSingleton<IForget>(provider => provider.GetRequiredService<AccountBook>());
        services.AddSingleton<IForget>(provider => provider.GetRequiredService<TopicBook>());
        services.Watch<AccountOpened, AccountBook>().Watch<AccountChanged, AccountBook>().Watch<TopicOpened, TopicBook>();

        services.AddScoped<FindPosts>().AddScoped<FindNames>().AddSingleton<SearchGate>().AddScoped<SearchPages>();
        services.AddSingleton(new NavItem("search", "/search", "search", 15));
        return services;
    }

    public static IEndpointRouteBuilder MapSearch(this IEndpointRouteBuilder routes)
    {
        routes.MapGroup("").WithDoor(Door.Page).MapSearchPages();
        return routes;
    }
}
