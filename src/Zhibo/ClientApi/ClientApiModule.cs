using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Shared.Facts;
using Zhibo.Shared.Http;

namespace Zhibo.ClientApi;

/// <summary>The door for Mastodon's clients. It translates and calls; what may be done is decided in the use cases.</summary>
public static class ClientApiModule
{
    public static IServiceCollection AddClientApi(this IServiceCollection services)
    {
        services.AddSingleton<Places>().AddSingleton<TimelineRoutes>().AddSingleton<FreshCards>().AddSingleton<SiteFigures>();
        services.AddSingleton<IForget>(provider => provider.GetRequiredService<FreshCards>());
        services.Watch<AccountChanged, FreshCards>();
        return services;
    }

    public static IEndpointRouteBuilder MapClientApi(this IEndpointRouteBuilder routes)
    {
        // Plain request delegates: nothing is compiled at start, and a warm request allocates little.
        var api = routes.MapGroup("/api").WithDoor(Door.Mastodon);
        routes.ServiceProvider.GetRequiredService<TimelineRoutes>().Map(api);
        api.MapStatuses();
        api.MapMarks();
        api.MapPolls();
        api.MapFilters();
        api.MapLists();
        api.MapAccountEntities();
        api.MapRelations();
        api.MapNotices();
        api.MapGroups();
        api.MapPush();
        api.MapMediaEntities();
        api.MapConversations();
        api.MapSearches();
        api.MapTags();
        api.MapInstance();
        foreach (var version in new[] { "/v1", "/v2" }) api.Map(version + "/{**any}", Otherwise);
        return routes;
    }

    /// <summary>A client that runs in a browser asks whether it may call; everything else is not built.</summary>
    private static Task Otherwise(HttpContext http)
    {
        if (!HttpMethods.IsOptions(http.Request.Method)) throw Asking.NotFound();
        var headers = http.Response.Headers;
        headers.AccessControlAllowMethods = "GET, POST, PUT, PATCH, DELETE";
        headers.AccessControlAllowHeaders = "Authorization, Content-Type, Idempotency-Key, Zhibo-Act-As";
        headers.AccessControlMaxAge = "86400";
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
