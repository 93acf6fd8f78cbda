using System.Globalization;
using Zhibo.Accounts;
using Zhibo.Agencies.Tree;
using Zhibo.Shared;

namespace Zhibo.Agencies.Vouching;

/// <summary>One document names many units: the same evidence for each, from the top down, so that a parent can vouch for the
/// children further down the list. What is refused for one stops none of the others.</summary>
public sealed class VouchForMany(VouchFor vouch, AgencyTree tree)
{
    public const int Most = 200;

    public sealed record Input(Caller Caller, IReadOnlyList<long> AccountIds, string? Evidence, DateOnly Until)
    {
        /// <summary>Each by its own parent where that wears a seal, the others by the site. False: all by the site.</summary>
        public bool ByParents { get; init; }
    }

    /// <param name="Refused">Nickname or id, and why.</param>
    public sealed record Outcome(int Vouched, IReadOnlyList<(string Who, Refusal Why)> Refused);

    public async Task<Outcome> Run(Input input, CancellationToken ct)
    {
        if (input.AccountIds.Count == 0) throw new Refusal(RefusalKind.Invalid, "agencies.vouching.nobody_chosen");
        if (input.AccountIds.Count > Most) throw new Refusal(RefusalKind.TooLarge, "agencies.vouching.too_many_chosen", null, Most);
        var (done, refused) = (0, new List<(string, Refusal)>());
        foreach (var id in input.AccountIds.Distinct().OrderBy(i => tree.Now.Above(i).Count()).ThenBy(i => i))
        {
            try
            {
                await vouch.Run(new(input.Caller, id, input.Evidence, input.Until) { ByAgencyId = input.ByParents ? ParentOf(id) : null }, ct);
                done++;
            }
            catch (Refusal no) when (no.Field is null)
            {
                refused.Add((tree.Now.Of(id)?.Nickname ?? id.ToString(CultureInfo.InvariantCulture), no));
            }
        }
        return new(done, refused);
    }

    private long? ParentOf(long id) => tree.Now is var now && now.Of(id)?.ParentId is { } parent && now.Of(parent) is { Sealed: true } ? parent : null;
}
