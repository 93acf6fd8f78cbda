using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Agencies.Vouching.Pages;

/// <summary>What the pages of the administration and of a desk have in common.</summary>
internal sealed class VouchForms(Db db, ListVouchers lists, VoucherPen pen, TimeProvider clock)
{
    public const int LongestQuery = 100;

    private static readonly TimeSpan Soon = TimeSpan.FromDays(30);

    /// <summary>A year from today: most documents say so.</summary>
    public string UsualUntil => Typed(pen.DayOf(clock.GetUtcNow()).AddYears(1));

    public static string Typed(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>What is no date is refused like one that is over: the field says what it wants.</summary>
    public static DateOnly Until(string typed) => DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        ? day
        : throw new Refusal(RefusalKind.Invalid, "agencies.vouching.until_wrong", "until");

    public static SealKind? Seal(string typed) => typed.Length == 0 ? null
        : Enum.TryParse<SealKind>(typed, out var seal) && Enum.IsDefined(seal) ? seal
        : throw new Refusal(RefusalKind.Invalid, "agencies.vouching.seal_wrong", "seal");

    public async Task<IReadOnlyList<VoucherRow>> Rows(VouchPlace place, ListVouchers.Input input, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return [.. (await lists.Run(input, ct)).Select(row => new VoucherRow(row, StateOf(row, now),
            row.Account.FrozenAt is not null || row.Agency is { State: AgencyState.Frozen or AgencyState.Closed } ? null : place.Vouch(row.Account.Handle),
            row.Voucher is { RevokedAt: null } living && living.ExpiresAt > now ? place.Revoke(living.Id) : null)
        {
            Until = row.Voucher is { } given ? pen.LastDay(given.ExpiresAt) : null,
            RevokedOn = row.Voucher?.RevokedAt is { } at ? pen.DayOf(at) : null,
            Due = row.Voucher is { RevokedAt: null } word && word.ExpiresAt <= now + Soon,
        })];
    }

    public async Task<VouchView> ViewOf(VouchPlace place, Candidate child, CancellationToken ct)
    {
        var view = await ViewOf(child, place.Vouch(child.Account.Handle), place.Home, ct);
        // A desk speaks for itself alone.
        return place.Seat is { } seat ? view with { ByNickname = seat.Nickname, ParentNickname = null, By = VouchView.Parent } : view;
    }

    private async Task<VouchView> ViewOf(Candidate child, string action, string back, CancellationToken ct)
    {
        var parent = child.ParentId is { } id ? await db.Accounts.FirstOrDefaultAsync(a => a.Id == id && a.Sealed, ct) : null;
        return new(action, back, child.Account.Nickname, child.Account.Handle)
        {
            Name = child.Name,
            UnitCode = child.Agency?.UnitCode,
            Official = child.Agency is null,
            ParentNickname = parent?.Nickname,
            By = parent is null ? VouchView.Site : VouchView.Parent,
            Until = UsualUntil,
            Seal = (child.Agency?.Seal ?? SealKind.Official).ToString(),
        };
    }

    public static VouchView Filled(VouchView view, IFormCollection form) => view with
    {
        Evidence = form["evidence"].ToString(),
        Until = form["until"].ToString(),
        Seal = form["seal"].ToString(),
        By = form["by"].ToString(),
    };

    public RevokeView ViewOf(VouchPlace place, RevokeVoucher.Preview look) => new(place.Revoke(look.Voucher.Id), place.Home, look, pen.LastDay(look.Voucher.ExpiresAt));

    /// <summary>The first 16 of 64 hexadecimal digits, in fours: enough to compare by eye.</summary>
    public async Task<string> KeyPrint(long? agencyId, CancellationToken ct)
    {
        var key = await AgencyKeys.InUse(db, agencyId).FirstOrDefaultAsync(ct);
        return key is null ? "" : string.Join(' ', Convert.ToHexStringLower(SHA256.HashData(key.PublicKey))[..16].Chunk(4).Select(c => new string(c)));
    }

    private static WordState StateOf(ListVouchers.Row row, DateTimeOffset now) =>
        new ChainLink(row.Account.Id, row.Account.Handle, row.Account.Nickname, row.Name) { Word = row.Voucher is { } voucher ? GivenWord.Of(voucher) : null, Closed = row.Agency is { State: AgencyState.Closed } }.StateAt(now);
}
