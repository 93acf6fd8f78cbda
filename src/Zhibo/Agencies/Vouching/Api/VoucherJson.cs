using System.ComponentModel.DataAnnotations;

namespace Zhibo.Agencies.Vouching.Api;

/// <summary>A word to be given for an agency or an official.</summary>
internal sealed record GiveVoucherJson
{
    /// <summary>Number and date of the document that was seen; shown to the public.</summary>
    [Required]
    public string? Evidence { get; init; }

    /// <summary>The last day on which it is valid, yyyy-MM-dd.</summary>
    [Required]
    public string? Until { get; init; }

    /// <summary>Handle of the agency that vouches, which stands right above; left out: the site.</summary>
    public string? By { get; init; }

    /// <summary>government, organisation, institution, community or hall; left out: the one it has.</summary>
    public string? Seal { get; init; }
}

internal sealed record RevokeVoucherJson
{
    /// <summary>Shown to the public.</summary>
    [Required]
    public string? Reason { get; init; }
}

internal sealed record GivenVoucherJson(string Id);

/// <summary>How the word for an account stands.</summary>
/// <param name="Voucher">The living word, else the last.</param>
internal sealed record VouchedJson(string Id, string Handle, string Nickname, string Name, VoucherJson? Voucher);

/// <param name="By">Handle of the agency that vouches; null: the site.</param>
/// <param name="ExpiresAt">From then on it is worth nothing.</param>
/// <param name="RevokedReason">A voucher that another one took the place of says "replaced".</param>
internal sealed record VoucherJson(string Id, string? By, string Evidence, DateTimeOffset ExpiresAt, DateTimeOffset? RevokedAt, string? RevokedReason);

/// <param name="Next">What to pass as <c>after</c> for the following page; null on the last.</param>
internal sealed record VoucherListJson(IReadOnlyList<VouchedJson> Accounts, string? Next);
