using System.Globalization;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Posts.Writing;
using Zhibo.Shared.Text;
using Zhibo.Web;

namespace Zhibo.Posts.Pages;

/// <summary>The buttons of a card: a form that leads back, or JSON for the script.</summary>
internal sealed class PostButtons(Db db, LikePost like, RepostPost repost)
{
    public async Task<IResult> Like(HttpContext http, long id, bool liked, CancellationToken ct)
    {
        var caller = http.RequireCaller();
        var post = await like.Run(new(caller.AccountId, id, liked) { ActingUser = caller.ActingUser }, ct);
        return await Done(http, post, p => p.LikesCount, ct);
    }

    public async Task<IResult> Repost(HttpContext http, long id, bool reposted, CancellationToken ct)
    {
        var caller = http.RequireCaller();
        var input = new RepostPost.Input(caller.AccountId, id) { ActingUser = caller.ActingUser };
        if (reposted) await repost.Run(input, ct);
        else await repost.Undo(input, ct);
        return await Done(http, id, p => p.RepostsCount, ct);
    }

    private async Task<IResult> Done(HttpContext http, long id, Expression<Func<Post, int>> count, CancellationToken ct)
    {
        if (http.Request.Headers.Accept.ToString().Contains("application/json", StringComparison.Ordinal))
        {
            return Results.Json(new { count = HumanCount.Of(await db.Posts.Where(p => p.Id == id).Select(count).FirstAsync(ct), http.Words()) });
        }
        var back = http.Request.HasFormContentType ? (await http.Request.ReadFormAsync(ct))["back"].ToString() : null;
        return Results.LocalRedirect(LocalPath.Or(back, "/posts/" + id.ToString(CultureInfo.InvariantCulture)));
    }
}
