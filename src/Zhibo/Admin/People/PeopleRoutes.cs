using System.Globalization;
using Zhibo.Accounts;
using Zhibo.Accounts.Access;
using Zhibo.Accounts.Acting;
using Zhibo.Accounts.Pages;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Admin.People;

/// <summary>Who wants to come in, and who is in.</summary>
internal static class PeopleRoutes
{
    public static void MapPeople(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/admin/registrations", (HttpContext http, PeoplePages show, CancellationToken ct) => show.Registrations(http, null, ct));
        pages.MapPost("/admin/registrations/{handle}/approve", Approve);
        pages.MapPost("/admin/registrations/{handle}/refuse", Refuse);
        pages.MapGet("/admin/users", (HttpContext http, PeoplePages show, CancellationToken ct) => show.Users(http, null, ct));
        pages.MapPost("/admin/users/{handle}/role", Role);
        pages.MapPost("/admin/users/{handle}/disable", (HttpContext http, string handle, DisableUser disable, PeoplePages show, CancellationToken ct) =>
            show.OnUser(http, caller => disable.Run(new(handle) { ByUser = caller.UserId }, ct), "/admin/users?done=admin.disabled", ct));
        pages.MapPost("/admin/users/{handle}/enable", (HttpContext http, string handle, EnableUser enable, PeoplePages show, CancellationToken ct) =>
            show.OnUser(http, caller => enable.Run(new(handle) { ByUser = caller.UserId }, ct), "/admin/users?done=admin.enabled", ct));
    }

    private static async Task<IResult> Approve(HttpContext http, string handle, ApproveRegistration approve, PeoplePages show, CancellationToken ct)
    {
        var caller = StaffFrame.RequireAdmin(http);
        return await FormPages.Try(async () =>
        {
            await approve.Run(new(handle) { ByUser = caller.UserId }, ct);
            return Results.LocalRedirect("/admin/registrations?done=admin.approved");
        }, refusal => show.Registrations(http, refusal, ct));
    }

    private static async Task<IResult> Refuse(HttpContext http, string handle, RefuseRegistration refuse, PeoplePages show, CancellationToken ct)
    {
        var caller = StaffFrame.RequireAdmin(http);
        var reason = (await FormPages.Read(http, ct))["reason"].ToString();
        return await FormPages.Try(async () =>
        {
            await refuse.Run(new(handle) { ByUser = caller.UserId, Reason = reason }, ct);
            return Results.LocalRedirect("/admin/registrations?done=admin.refused");
        }, refusal => show.Registrations(http, refusal, ct));
    }

    private static async Task<IResult> Role(HttpContext http, string handle, ChangeRole change, PeoplePages show, CancellationToken ct)
    {
        var form = await FormPages.Read(http, ct);
        var role = Enum.TryParse<UserRole>(form["role"], ignoreCase: true, out var chosen) && Enum.IsDefined(chosen) ? chosen : (UserRole)(-1);
        return await show.OnUser(http, caller => change.Run(new(handle, role) { ByUser = caller.UserId }, ct), "/admin/users?done=admin.role_changed", ct);
    }
}

/// <summary>Shows the two lists, also after something was refused.</summary>
internal sealed class PeoplePages(StaffFrame staff, ListRegistrations waiting, ListUsers users)
{
    public async Task<IResult> Registrations(HttpContext http, Refusal? refusal, CancellationToken ct)
    {
        var words = http.Words();
        return Web.Page.Of<RegistrationsPage>(await staff.Admin(http, words["admin.registrations"], "registrations"), new Dictionary<string, object?>
        {
            [nameof(RegistrationsPage.Rows)] = await waiting.Run(ct),
            [nameof(RegistrationsPage.Fault)] = refusal is null ? null : words[refusal.Word, refusal.Args],
        }, refusal is null ? StatusCodes.Status200OK : (int)refusal.Kind);
    }

    public async Task<IResult> OnUser(HttpContext http, Func<Caller, Task> work, string next, CancellationToken ct)
    {
        var caller = StaffFrame.RequireAdmin(http);
        return await FormPages.Try(async () =>
        {
            await work(caller);
            return Results.LocalRedirect(next);
        }, refusal => Users(http, refusal, ct));
    }

    public async Task<IResult> Users(HttpContext http, Refusal? refusal, CancellationToken ct)
    {
        var caller = StaffFrame.RequireAdmin(http);
        var (words, query) = (http.Words(), http.Request.Query);
        var text = InputText.CleanLine(query["q"].ToString(), 60);
        UserRole? role = query["role"].ToString() is { Length: > 0 } named && char.IsAsciiLetter(named[0]) && Enum.TryParse<UserRole>(named, ignoreCase: true, out var chosen) ? chosen : null;
        long? before = long.TryParse(query["before"], CultureInfo.InvariantCulture, out var id) ? id : null;
        var view = new UsersView(text.Ok ? text.Text : "", role, await users.Run(new(text.Ok ? text.Text : "", role, before), ct))
        {
            Me = caller.UserId,
            Operator = caller.Role == UserRole.Operator,
            Fault = refusal is null ? null : words[refusal.Word, refusal.Args],
        };
        return Web.Page.Of<UsersPage>(await staff.Admin(http, words["admin.users"], "users"), new Dictionary<string, object?> { [nameof(UsersPage.View)] = view },
            refusal is null ? StatusCodes.Status200OK : (int)refusal.Kind);
    }
}

public sealed record UsersView(string Query, UserRole? Role, IReadOnlyList<ListUsers.Row> Rows)
{
    public long Me { get; init; }

    /// <summary>May change roles, and shut those who administer.</summary>
    public bool Operator { get; init; }

    public string? Fault { get; init; }

    public string? Older => Rows.Count < ListUsers.PageSize ? null
        : "/admin/users?" + (Query.Length > 0 ? $"q={Uri.EscapeDataString(Query)}&" : "") + (Role is { } role ? $"role={role.ToString().ToLowerInvariant()}&" : "")
            + string.Create(CultureInfo.InvariantCulture, $"before={Rows[^1].Id}");
}
