using Zhibo.Accounts.Profiles;
using Zhibo.Data;

namespace Zhibo.Accounts.Pages;

/// <summary>Profile and look.</summary>
internal static class SettingsRoutes
{
    private const string Title = "accounts.settings";

    // What this browser was switched to; the account's setting is to count from now on.
    private static readonly string[] DisplayCookies = ["lang", "theme", "large"];

    public static void MapSettings(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/settings", Profile);
        pages.MapGet("/settings/profile", Profile);
        pages.MapPost("/settings/profile", SaveProfile);
        pages.MapGet("/settings/look", Look);
        pages.MapPost("/settings/look", SaveLook);
    }

    private static async Task<IResult> Profile(HttpContext http, FormPages pages, Db db, CancellationToken ct)
    {
        var account = (await db.Accounts.FindAsync([http.RequireBrowser().AccountId], ct))!;
        return await pages.Show<ProfileSettingsPage, ProfileForm>(http, Title, FormOf(account));
    }

    private static async Task<IResult> SaveProfile(HttpContext http, FormPages pages, ChangeProfile change, Db db, CancellationToken ct)
    {
        var caller = http.RequireBrowser();
        var form = await FormPages.Read(http, ct);
        var typed = Enumerable.Range(1, AccountField.Most)
            .Select(n => new AccountField(form[$"field_name_{n}"].ToString(), form[$"field_value_{n}"].ToString())).ToList();
        var nickname = form.TryGetValue("nickname", out var name) ? name.ToString() : null;
        var (bio, hidden) = (form["bio"].ToString(), form["hidden_from_search"] == "true");
        return await FormPages.Try(async () =>
        {
            await change.Run(new(caller) { Nickname = nickname, Bio = bio, Fields = typed, HiddenFromSearch = hidden }, ct);
            return Results.LocalRedirect("/settings/profile?done=accounts.saved");
        }, async refusal =>
        {
            var account = (await db.Accounts.FindAsync([caller.AccountId], ct))!;
            return await pages.Show<ProfileSettingsPage, ProfileForm>(http, Title, FormOf(account) with { Nickname = nickname ?? account.Nickname, Bio = bio, Fields = typed, HiddenFromSearch = hidden }, refusal);
        });
    }

    private static Task<IResult> Look(HttpContext http, FormPages pages)
    {
        var caller = http.RequireBrowser();
        return pages.Show<LookPage, LookForm>(http, Title, new(caller.Language, caller.Theme, caller.LargePrint));
    }

    private static async Task<IResult> SaveLook(HttpContext http, FormPages pages, ChangeLook change, CancellationToken ct)
    {
        var caller = http.RequireBrowser();
        var form = await FormPages.Read(http, ct);
        var look = new LookForm(form["language"].ToString(), form["theme"].ToString(), form["large"] == "true");
        return await FormPages.Try(async () =>
        {
            await change.Run(new(caller, look.Language, look.Theme, look.LargePrint), ct);
            foreach (var cookie in DisplayCookies) http.Response.Cookies.Delete(cookie);
            return Results.LocalRedirect("/settings/look?done=accounts.saved");
        }, refusal => pages.Show<LookPage, LookForm>(http, Title, look, refusal));
    }

    private static ProfileForm FormOf(Account account) => new(account.Handle)
    {
        Nickname = account.Nickname,
        IsNameFixed = account.Kind == AccountKind.Official,
        AvatarUrl = account.Avatar,
        BannerUrl = AccountPictures.BannerUrl(account),
        Square = account.Kind is AccountKind.Agency or AccountKind.Hall,
        Bio = account.Bio,
        HiddenFromSearch = account.HiddenFromSearch,
        Fields = [.. AccountField.Of(account).Concat(Enumerable.Repeat(new AccountField("", ""), AccountField.Most)).Take(AccountField.Most)],
    };
}
