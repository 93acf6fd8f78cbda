using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Agencies.Tree;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Agencies.Seats;

/// <summary>Invites a manager to each of many newly entered agencies at once: one printed card for each.</summary>
public sealed class InviteAgencies(Db db, Writer writer, Ids ids, AgencyTree tree, TimeProvider clock)
{
    public const int UsualDays = 30;

    /// <summary>One sheet; the rest comes with the next.</summary>
    public const int Most = 2000;

    /// <summary>Rows of one turn, so that nobody waits.</summary>
    private const int Batch = 200;

    /// <param name="AgencyIds">Null: all that nobody works at and nobody is invited to.</param>
    public sealed record Input(Caller Caller, IReadOnlyCollection<long>? AgencyIds, int Days = UsualDays);

    public sealed record Card(AgencyNode Agency, string Code, DateTimeOffset ExpiresAt);

    public async Task<IReadOnlyList<Card>> Run(Input input, CancellationToken ct)
    {
        if (!TeamRights.IsAdmin(input.Caller)) throw new Refusal(RefusalKind.Forbidden, "accounts.admins_only");
        if (input.Days is < 1 or > InvitePerson.MostDays) throw new Refusal(RefusalKind.Invalid, "agencies.invitation.days_wrong", "days", InvitePerson.MostDays);
        var waiting = await Waiting(ct);
        var chosen = input.AgencyIds is { } ids ? [.. ids.Distinct().Select(tree.Now.Of).OfType<AgencyNode>().Where(a => a.State != AgencyState.Closed)] : waiting;
        if (chosen.Count == 0) throw new Refusal(RefusalKind.Invalid, "agencies.invitation.none_chosen");
        var until = clock.GetUtcNow().AddDays(input.Days);
        List<Card> cards = [.. chosen.Take(Most).Select(a => new Card(a, InvitationCode.New(), until))];
        foreach (var batch in cards.Chunk(Batch)) await Write(batch, input.Caller.UserId, ct);
        return cards;
    }

    /// <summary>The agencies that nobody works at and nobody is invited to.</summary>
    public async Task<IReadOnlyList<AgencyNode>> Waiting(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var taken = await db.Seats.Select(s => s.AgencyId)
            .Union(db.Invitations.Where(i => i.OfficialId == null && i.UsedAt == null && i.WithdrawnAt == null && i.ExpiresAt > now).Select(i => i.AgencyId)).ToHashSetAsync(ct);
        return [.. tree.Now.All.Where(a => a.State is AgencyState.Invited or AgencyState.Verified && !taken.Contains(a.Id))
            .OrderBy(a => a.RegionCode, StringComparer.Ordinal).ThenBy(a => a.Nickname, StringComparer.Ordinal)];
    }

    private Task Write(IReadOnlyList<Card> cards, long by, CancellationToken ct) => writer.Run(turn =>
    {
        foreach (var card in cards) InvitePerson.New(turn, ids.Next(), card.Agency.Id, SeatRole.Manager, card.Code, by, card.ExpiresAt);
    }, ct);
}
