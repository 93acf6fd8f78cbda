using Zhibo.Accounts;
using Zhibo.Accounts.Following;
using Zhibo.Posts.Marks;
using Zhibo.Shared;
using Zhibo.Web;

namespace Zhibo.Posts.Pages;

/// <summary>An account's own page, who follows it, and the buttons beside its name.</summary>
internal static class ProfileRoutes
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public static void MapProfiles(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/@{handle}", (HttpContext http, string handle, ProfilePages profile, ReadMarks marks, long? before, CancellationToken ct) => profile.Show(http, handle, false, before, marks, ct));
        pages.MapGet("/@{handle}/with-comments", (HttpContext http, string handle, ProfilePages profile, ReadMarks marks, long? before, CancellationToken ct) => profile.Show(http, handle, true, before, marks, ct));
        pages.MapGet("/@{handle}/followers", (HttpContext http, string handle, ProfilePages profile, long? before, CancellationToken ct) => profile.List(http, handle, false, before, ct));
        pages.MapGet("/@{handle}/following", (HttpContext http, string handle, ProfilePages profile, long? before, CancellationToken ct) => profile.List(http, handle, true, before, ct));
        pages.MapGet("/me", (HttpContext http) => Results.LocalRedirect("/@" + http.RequireCaller().Handle));
        pages.MapPost("/accounts/{handle}/relation", Relate);
    }

    private static async Task<IResult> Relate(HttpContext http, string handle, FindAccount find, IServiceProvider services, CancellationToken ct)
    {
        var caller = http.RequireCaller();
        var account = await find.Run(handle, ct) ?? throw new Refusal(RefusalKind.NotFound, "posts.no_account");
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(ct) : FormCollection.Empty;
        await (form["act"].ToString() switch
        {
            "follow" => services.GetRequiredService<FollowAccount>().Run(new(caller, account.Id), ct),
            "unfollow" => services.GetRequiredService<UnfollowAccount>().Run(new(caller, account.Id), ct),
            "block" => services.GetRequiredService<BlockAccount>().Run(new(caller, account.Id), ct),
            "unblock" => services.GetRequiredService<UnblockAccount>().Run(new(caller, account.Id), ct),
            "mute" => services.GetRequiredService<MuteAccount>().Run(new(caller, account.Id), ct),
            "mute_day" => services.GetRequiredService<MuteAccount>().Run(new(caller, account.Id, Day), ct),
            "unmute" => services.GetRequiredService<UnmuteAccount>().Run(new(caller, account.Id), ct),
            _ => throw new Refusal(RefusalKind.Invalid, "posts.no_such_act", "act"),
        });
        return Results.LocalRedirect(LocalPath.Or(form["back"], "/@" + account.Handle));
    }
}
