using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts.Acting;
using Zhibo.Agencies.Tree;
using Zhibo.Data;
using Zhibo.Shared.Facts;

namespace Zhibo.Agencies.Seats;

/// <summary>Who sits where, held in memory for those who ask; read anew when seats change.</summary>
public sealed class SeatBook(IDbContextFactory<Db> databases, AgencyTree tree, TimeProvider clock) : IWatch<SeatsChanged>, IForget
{
    private const int MostHeld = 20_000;
    private readonly ConcurrentDictionary<long, IReadOnlyList<Place>> held = new();

    // Counts what was dropped: what was read before a drop must not be kept after it.
    private long drops;

    private sealed record Place(long AgencyId, ActingRights Rights, DateTimeOffset? Until);

    /// <summary>The agencies a user sits at themselves, by name.</summary>
    public async ValueTask<IReadOnlyList<ActingSeat>> Of(long userId, CancellationToken ct)
    {
        var places = await Places(userId, ct);
        // Most people have none, and are asked with every page.
        if (places.Count == 0) return [];
        var forest = tree.Now;
        var now = clock.GetUtcNow();
        return [.. places.Where(p => Holds(p, now)).GroupBy(p => p.AgencyId)
            .Select(g => forest.Of(g.Key) is { } node ? Seat(node, g.Aggregate(ActingRights.None, (all, p) => all | p.Rights)) : null)
            .OfType<ActingSeat>().OrderBy(s => s.Nickname, StringComparer.Ordinal)];
    }

    /// <summary>What a user may do at an agency, by seats there and by those above that reach down.</summary>
    public async ValueTask<ActingSeat?> At(long userId, long agencyId, CancellationToken ct)
    {
        var forest = tree.Now;
        if (forest.Of(agencyId) is not { } node) return null;
        var places = await Places(userId, ct);
        if (places.Count == 0) return null;
        var (now, rights) = (clock.GetUtcNow(), ActingRights.None);
        foreach (var place in places)
            if (Holds(place, now) && (place.AgencyId == agencyId || ReachesDown(forest, place.AgencyId, node))) rights |= place.Rights;
        return rights == ActingRights.None ? null : Seat(node, rights);
    }

    public void Seen(SeatsChanged fact)
    {
        Interlocked.Increment(ref drops);
        held.TryRemove(fact.UserId, out _);
    }

    public void Forget()
    {
        Interlocked.Increment(ref drops);
        held.Clear();
    }

    private static bool Holds(Place place, DateTimeOffset now) => place.Until is null || place.Until > now;

    private static bool ReachesDown(AgencyForest forest, long from, AgencyNode to) =>
        forest.Of(from) is { SeatsReachDown: true } && forest.Above(to.Id).Any(a => a.Id == from);

    private static ActingSeat Seat(AgencyNode node, ActingRights rights) => new(node.Id, node.Handle, node.Nickname, rights)
    {
        AvatarUrl = node.AvatarUrl,
        Frozen = node.State is AgencyState.Frozen or AgencyState.Closed,
        Sealed = node.Sealed,
        Seal = node.Seal,
    };

    private async ValueTask<IReadOnlyList<Place>> Places(long userId, CancellationToken ct)
    {
        if (held.TryGetValue(userId, out var known)) return known;
        var before = Interlocked.Read(ref drops);
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await db.Seats.Where(s => s.UserId == userId).Select(s => new { s.AgencyId, s.Role, s.ExpiresAt }).ToListAsync(ct);
        IReadOnlyList<Place> places = [.. rows.Select(r => new Place(r.AgencyId, SeatRights.Of(r.Role), r.ExpiresAt))];
        if (held.Count >= MostHeld) held.Clear();
        held[userId] = places;
        if (Interlocked.Read(ref drops) != before) held.TryRemove(userId, out _);
        return places;
    }
}
