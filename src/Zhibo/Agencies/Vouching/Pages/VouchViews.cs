using System.Globalization;
using Zhibo.Shared;

namespace Zhibo.Agencies.Vouching.Pages;

/// <summary>The verification queue of the administration, or the children on a desk.</summary>
/// <param name="Here">Address of the page.</param>
public sealed record VouchersView(string Here, IReadOnlyList<VoucherRow> Rows)
{
    /// <summary>Null on a desk.</summary>
    public VoucherList? List { get; init; }

    public IReadOnlyDictionary<VoucherList, int> Counts { get; init; } = new Dictionary<VoucherList, int>();

    public string Name { get; init; } = "";

    public string? Older { get; init; }

    /// <summary>What was typed below the list of those who wait.</summary>
    public string Evidence { get; init; } = "";

    public string Until { get; init; } = "";

    public bool ByParents { get; init; } = true;

    public IReadOnlyCollection<long> Chosen { get; init; } = [];

    /// <summary>Whom the words could not be given for, and why.</summary>
    public IReadOnlyList<string> Refused { get; init; } = [];

    public int Vouched { get; init; }

    /// <summary>Fingerprint of the key that signs here; empty before the first signature.</summary>
    public string KeyPrint { get; init; } = "";

    /// <summary>Where the key is renewed.</summary>
    public string KeyAction { get; init; } = "";
}

/// <param name="VouchHref">Null: nobody can vouch for it now.</param>
/// <param name="RevokeHref">Null: there is nothing to take back.</param>
public sealed record VoucherRow(ListVouchers.Row Row, WordState State, string? VouchHref, string? RevokeHref)
{
    public string Id => Row.Account.Id.ToString(CultureInfo.InvariantCulture);

    public DateOnly? Until { get; init; }

    public DateOnly? RevokedOn { get; init; }

    /// <summary>Ends within thirty days.</summary>
    public bool Due { get; init; }
}

/// <summary>The form with which a word is given.</summary>
/// <param name="Back">The list it came from.</param>
public sealed record VouchView(string Action, string Back, string Nickname, string Handle)
{
    /// <summary>Who vouches, as the forms say it.</summary>
    public const string Parent = "parent", Site = "site";

    /// <summary>Name of the unit, or nickname and title of the official.</summary>
    public string Name { get; init; } = "";

    public string? UnitCode { get; init; }

    public bool Official { get; init; }

    /// <summary>The parent, where it wears a seal and the caller may choose between it and the site.</summary>
    public string? ParentNickname { get; init; }

    /// <summary>The agency in whose name a desk vouches; null in the administration.</summary>
    public string? ByNickname { get; init; }

    public string By { get; init; } = Parent;

    public string Evidence { get; init; } = "";

    public string Until { get; init; } = "";

    public string Seal { get; init; } = "";

    /// <summary>Seals that can be chosen.</summary>
    public static IReadOnlyList<SealKind> Seals { get; } = [SealKind.Government, SealKind.Organisation, SealKind.Institution, SealKind.Community, SealKind.Hall];
}

/// <summary>Asks before a word is taken back.</summary>
public sealed record RevokeView(string Action, string Back, RevokeVoucher.Preview Look, DateOnly Until)
{
    public string Reason { get; init; } = "";
}
