using Microsoft.Extensions.DependencyInjection.Extensions;
using Zhibo.Accounts.Access;
using Zhibo.Accounts.Acting;
using Zhibo.Accounts.Audit;
using Zhibo.Accounts.Audit.Pages;
using Zhibo.Accounts.Following;
using Zhibo.Accounts.Pages;
using Zhibo.Accounts.Profiles;
using Zhibo.Data;
using Zhibo.Shared.Facts;
using Zhibo.Shared.Http;
using Zhibo.Shared.Mail;

namespace Zhibo.Accounts;

public static class AccountsModule
{
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddSingleton<LastSeen>();
        services.AddSingleton<PageFrame>();
        services.TryAddSingleton(new UnreadNotices());
        services.TryAddSingleton(new UnreadMessages());
        services.TryAddSingleton(new ActingSeats());
        services.AddSingleton<ActAs>();
        services.AddSingleton<Callers>();
        services.AddSingleton<IForget>(provider => provider.GetRequiredService<Callers>());
        services.Watch<CredentialsChanged, Callers>();
        services.Watch<AccountChanged, Callers>();
        services.AddSingleton<AccountNames>();
        services.AddSingleton<IForget>(provider => provider.GetRequiredService<AccountNames>());
        services.Watch<AccountOpened, AccountNames>();
        services.Watch<AccountChanged, AccountNames>();
        services.AddSingleton<FrozenAccounts>();
        services.AddSingleton<IForget>(provider => provider.GetRequiredService<FrozenAccounts>());
        services.Watch<AccountChanged, FrozenAccounts>();
        services.AddScoped<FindAccount>();
        services.AddScoped<StaffFrame>();
        services.AddAudit();
        services.AddSingleton<ProfileParts>();
        services.AddSingleton<Limits>();
        services.AddMail();
        services.AddFollowing();
        services.AddAccess();
        services.AddSingleton<ChangeProfile>();
        services.AddSingleton<ChangeLook>();
        services.AddSingleton<FormPages>();
        return services;
    }

    private static void AddFollowing(this IServiceCollection services)
    {
        services.AddSingleton<FollowAccount>();
        services.AddSingleton<UnfollowAccount>();
        services.AddSingleton<BlockAccount>();
        services.AddSingleton<UnblockAccount>();
        services.AddSingleton<MuteAccount>();
        services.AddSingleton<UnmuteAccount>();
        services.AddScoped<RelationshipOf>();
    }

    /// <summary>After whatever answers a Refusal, before the endpoints.</summary>
    public static WebApplication UseAccounts(this WebApplication app)
    {
        app.UseMiddleware<CallerMiddleware>();
        app.UseMiddleware<SameOrigin>();
        app.UseMiddleware<StrangerPages>();
        return app;
    }

    public static IEndpointRouteBuilder MapAccounts(this IEndpointRouteBuilder routes)
    {
        routes.MapPictures();
        routes.MapSignIn();
        routes.MapSignUp();
        routes.MapResets();
        routes.MapSettings();
        routes.MapSecurity();
        routes.MapTotp();
        routes.MapRelations();
        routes.MapAudit();
        return routes;
    }
}
