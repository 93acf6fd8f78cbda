using Zhibo.Accounts;
using Zhibo.Shared;
using Zhibo.Web;

namespace Zhibo.Agencies.Vouching.Pages;

/// <summary>Who stands behind an account, under its name.</summary>
internal sealed class ChainOnProfile(VoucherChain chains, VoucherPen pen, PageWriter pages, TimeProvider clock)
{
    public async ValueTask<string?> Html(Account account, string language, string site, CancellationToken ct)
    {
        // Most profiles are citizens'; they ask no database.
        if (account.Kind == AccountKind.Citizen || await chains.Of(account.Id, ct) is not { } chain) return null;
        return await pages.Render<ChainPart>(language, new Dictionary<string, object?>
        {
            [nameof(ChainPart.View)] = ViewOf(chain, site, clock.GetUtcNow()),
        });
    }

    private ChainView ViewOf(AccountChain chain, string site, DateTimeOffset now) => new(
        [.. chain.Links.Select((l, i) => new ChainRow(l, l.StateAt(now), i == 0 ? null : chain.Links[i - 1].Nickname)
        {
            From = l.Word is null ? null : pen.DayOf(Ids.TimeOf(l.Word.VoucherId)),
            Until = l.Word is null ? null : pen.LastDay(l.Word.ExpiresAt),
            RevokedOn = l.Word?.RevokedAt is { } at ? pen.DayOf(at) : null,
        })],
        $"{site}/api/zhibo/v1/agencies/{chain.Own.Handle}/verification");
}

/// <param name="Rows">From the site down to the account.</param>
/// <param name="Proof">Where the signed chain can be fetched.</param>
public sealed record ChainView(IReadOnlyList<ChainRow> Rows, string Proof)
{
    public ChainRow Own => Rows[^1];

    public ChainRow? Broken => Rows.FirstOrDefault(r => r.State != WordState.Living);
}

/// <param name="By">Nickname of who vouches; null: the site.</param>
public sealed record ChainRow(ChainLink Link, WordState State, string? By)
{
    public DateOnly? From { get; init; }

    public DateOnly? Until { get; init; }

    public DateOnly? RevokedOn { get; init; }
}
