using Zhibo.Accounts;
using Zhibo.Accounts.Acting;
using Zhibo.Accounts.Pages;
using Zhibo.Agencies.Tree;
using Zhibo.Shared;
using Zhibo.Web;

namespace Zhibo.Agencies.Seats.Pages;

/// <summary>Who may look at the team of which agency, and in which frame it stands.</summary>
internal sealed class TeamPages(StaffFrame frame, FindTeam find, ReadTeam read, AgencyTree tree)
{
    private const int MostBelow = 200;

    public Task<TeamAccess> Open(HttpContext http, string handle, CancellationToken ct) =>
        find.Run(new(http.RequireBrowser(), handle, Changes: HttpMethods.IsPost(http.Request.Method)), ct);

    public async Task<IResult> Show(HttpContext http, TeamAccess access, Func<TeamView, TeamView>? with, Refusal? refusal, CancellationToken ct)
    {
        var mayLookDown = access.IsAdmin || access.Seat?.May(ActingRights.Supervise) == true;
        var view = new TeamView(access, await read.Run(new(access.Agency.Id), ct))
        {
            Me = http.RequireBrowser().UserId,
            Below = mayLookDown ? [.. tree.Now.Below(access.Agency.Id).Take(MostBelow)] : [],
        };
        return FormPages.Show<TeamPage, TeamView>(http, await Head(http, access, ct), with is null ? view : with(view), refusal);
    }

    private async ValueTask<PageHead> Head(HttpContext http, TeamAccess access, CancellationToken ct)
    {
        var title = http.Words()["agencies.team.of", access.Agency.Nickname];
        if (access.Seat is { } seat) return await frame.Desk(http, seat, title, "team", ct);
        return access.IsAdmin ? await frame.Admin(http, title, "agencies") : await frame.Desk(http, access.Above!, title, "team", ct);
    }
}
