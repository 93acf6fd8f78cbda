using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Accounts.Acting;
using Zhibo.Accounts.Pages;
using Zhibo.Accounts.Profiles;
using Zhibo.Agencies;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Desk.Pages;

/// <summary>What the public reads about the agency, changed by those whose seat allows it.</summary>
internal static class ProfileRoutes
{
    public static void MapDeskProfile(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/desk/{handle}/profile", Show);
        pages.MapPost("/desk/{handle}/profile", Save);
        pages.MapPost("/desk/{handle}/register", SaveRegister);
    }

    private static async Task<IResult> Show(HttpContext http, string handle, StaffFrame staff, Db db, CancellationToken ct)
    {
        var seat = await staff.RequireSeat(http, handle, ActingRights.Profile, ct);
        return await Page(http, seat, staff, await Read(db, seat, ct), null, ct);
    }

    private static async Task<IResult> Save(HttpContext http, string handle, StaffFrame staff, ChangeProfile change, Db db, CancellationToken ct)
    {
        var seat = await staff.RequireSeat(http, handle, ActingRights.Profile, ct);
        var caller = http.RequireCaller();
        var form = await FormPages.Read(http, ct);
        var typed = Enumerable.Range(1, AccountField.Most)
            .Select(n => new AccountField(form[$"field_name_{n}"].ToString(), form[$"field_value_{n}"].ToString())).ToList();
        var (nickname, bio) = (form["nickname"].ToString(), form["bio"].ToString());
        return await FormPages.Try(async () =>
        {
            var acting = caller with { AccountId = seat.AccountId, Handle = seat.Handle, Nickname = seat.Nickname, AvatarUrl = seat.AvatarUrl };
            await change.Run(new(acting) { Nickname = nickname, Bio = bio, Fields = typed, ActingUser = caller.UserId }, ct);
            return Results.LocalRedirect($"/desk/{seat.Handle}/profile?done=accounts.saved");
        }, async refusal =>
        {
            var view = await Read(db, seat, ct);
            return await Page(http, seat, staff, view with { Form = view.Form with { Nickname = nickname, Bio = bio, Fields = typed } }, refusal, ct);
        });
    }

    /// <summary>What the register says of the agency, by those who manage it.</summary>
    private static async Task<IResult> SaveRegister(HttpContext http, string handle, StaffFrame staff, ChangeAgency change, Db db, CancellationToken ct)
    {
        var seat = await staff.RequireSeat(http, handle, ActingRights.Manage, ct);
        var form = await FormPages.Read(http, ct);
        string Of(string field) => form[field].ToString();
        return await FormPages.Try(async () =>
        {
            await change.Run(new(seat.AccountId, http.RequireCaller().UserId)
            {
                Contact = Of("contact"),
                Phone = Of("phone"),
                Address = Of("address"),
                Hours = Of("hours"),
                Duties = Of("duties"),
            }, ct);
            return Results.LocalRedirect($"/desk/{seat.Handle}/profile?done=agencies.changed");
        }, async refusal => await Page(http, seat, staff, await Read(db, seat, ct) with { Typed = form.ToDictionary(f => f.Key, f => f.Value.ToString()) }, refusal, ct));
    }

    private static async Task<IResult> Page(HttpContext http, ActingSeat seat, StaffFrame staff, DeskProfileView view, Refusal? refusal, CancellationToken ct)
    {
        var head = await staff.Desk(http, seat, http.Words()["desk.profile"], "profile", ct);
        return Web.Page.Of<DeskProfilePage>(head, new Dictionary<string, object?>
        {
            [nameof(DeskProfilePage.View)] = view,
            [nameof(DeskProfilePage.Fault)] = refusal is null ? null : FormFault.Of(refusal, http.Words()),
        }, refusal is null ? StatusCodes.Status200OK : (int)refusal.Kind);
    }

    private static async Task<DeskProfileView> Read(Db db, ActingSeat seat, CancellationToken ct)
    {
        var account = await db.Accounts.FirstAsync(a => a.Id == seat.AccountId, ct);
        var form = new ProfileForm(account.Handle)
        {
            Nickname = account.Nickname,
            AvatarUrl = account.Avatar,
            Square = true,
            Bio = account.Bio,
            Fields = [.. AccountField.Of(account).Concat(Enumerable.Repeat(new AccountField("", ""), AccountField.Most)).Take(AccountField.Most)],
        };
        return new(form, await db.Agencies.FirstOrDefaultAsync(a => a.Id == seat.AccountId, ct)) { MayChangeRegister = seat is { Frozen: false } && seat.May(ActingRights.Manage) };
    }
}

/// <param name="Agency">What the register says of it.</param>
public sealed record DeskProfileView(ProfileForm Form, Agency? Agency)
{
    /// <summary>The reader may change what the register says; else it is shown only.</summary>
    public bool MayChangeRegister { get; init; }

    /// <summary>Field to text of the refused form of the register; what is not here stands as it is.</summary>
    public IReadOnlyDictionary<string, string> Typed { get; init; } = new Dictionary<string, string>();
}
