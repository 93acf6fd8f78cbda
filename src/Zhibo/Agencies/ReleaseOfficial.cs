using Zhibo.Accounts.Acting;
using Zhibo.Data;
using Zhibo.Shared;
using Zhibo.Web;

namespace Zhibo.Agencies;

/// <summary>An official leaves the post: from that day on the account is frozen; what was said stays.</summary>
public sealed class ReleaseOfficial(Writer writer, Db db, RegisterRights rights, RegisterBook book, SiteFace site)
{
    /// <param name="Until">The first day without the post; today or earlier freezes at once.</param>
    public sealed record Input(long OfficialId, long? UserId, DateOnly Until);

    public async Task Run(Input input, CancellationToken ct)
    {
        var post = await db.Officials.FindAsync([input.OfficialId], ct) ?? throw new Refusal(RefusalKind.NotFound, "agencies.no_official");
        await rights.RequireAt(input.UserId, post.AgencyId, ActingRights.Manage, ct);
        if (input.Until < post.Since) throw new Refusal(RefusalKind.Invalid, "agencies.until_early", "until");
        await writer.Run(turn =>
        {
            turn.SaveChanges();
            var official = turn.Officials.Find(input.OfficialId)!;
            if (official.AgencyId != post.AgencyId) throw new Refusal(RefusalKind.Conflict, "agencies.no_official");
            official.Until = input.Until;
            var account = turn.Accounts.Find(official.Id)!;
            if (input.Until <= FreezeFormerOfficials.Today(site, book.Now)) FreezeFormerOfficials.Freeze(turn, account, official, input.UserId, book.Now);
            TieOfficial.Tell(turn, book, account, official.AgencyId, new(input.UserId, "official.released") { Detail = official.Title });
        }, ct);
    }
}
