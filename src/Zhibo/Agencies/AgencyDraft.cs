using System.Text;
using Zhibo.Accounts;
using Zhibo.Agencies.Lines;
using Zhibo.Regions;
using Zhibo.Regions.Reading;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Agencies;

/// <summary>What shall be entered, checked and cleaned; whether names and codes are free, the turn finds out.</summary>
public sealed record AgencyDraft(string Name, string NameKey, string Nickname, string RegionCode, string LineKey, RegionLevel Level)
{
    /// <summary>Null: one is made.</summary>
    public string? Handle { get; init; }

    public long? ParentId { get; init; }

    public string? UnitCode { get; init; }

    public SealKind Seal { get; init; }

    public string Contact { get; init; } = "";

    public string Phone { get; init; } = "";

    public string Address { get; init; } = "";

    public string Hours { get; init; } = "";

    public string Duties { get; init; } = "";
}

/// <summary>Checks what people typed; a refusal names the field.</summary>
public sealed class AgencyDrafts(RegionTree regions, LineList lines)
{
    public AgencyDraft Check(EnterAgency.Input input)
    {
        var name = AgencyText.Name(input.Name);
        var region = regions.Now.Of(input.RegionCode) ?? throw new Refusal(RefusalKind.Invalid, "agencies.no_region", "region", input.RegionCode);
        if (lines.Of(input.LineKey) is null) throw new Refusal(RefusalKind.Invalid, "agencies.no_line", "line", input.LineKey);
        return new(name, AgencyText.Key(name), Nickname(input.Nickname, name), region.Code, input.LineKey, Level(input.Level ?? region.Level))
        {
            Handle = input.Handle.Trim().Length > 0 ? NameClaims.Handle(input.Handle, byOperator: true) : null,
            ParentId = input.ParentId,
            UnitCode = Code(input.UnitCode),
            Seal = Seal(input.Seal),
            Contact = AgencyText.Line(input.Contact, "contact"),
            Phone = AgencyText.Line(input.Phone, "phone"),
            Address = AgencyText.Line(input.Address, "address"),
            Hours = AgencyText.Line(input.Hours, "hours"),
            Duties = AgencyText.Lines(input.Duties, "duties"),
        };
    }

    /// <summary>Null for an empty one.</summary>
    public static string? Code(string typed) =>
        typed.Trim().Length == 0 ? null : UnitCode.Read(typed) ?? throw new Refusal(RefusalKind.Invalid, "agencies.code_bad", "unit_code");

    public static SealKind Seal(SealKind seal) =>
        Enum.IsDefined(seal) && seal != SealKind.Official ? seal : throw new Refusal(RefusalKind.Invalid, "agencies.seal_bad", "seal");

    public static RegionLevel Level(RegionLevel level) =>
        Enum.IsDefined(level) ? level : throw new Refusal(RefusalKind.Invalid, "agencies.level_bad", "level");

    /// <summary>The kind of account behind a kind of seal.</summary>
    public static AccountKind KindOf(SealKind seal) => seal == SealKind.Hall ? AccountKind.Hall : AccountKind.Agency;

    /// <summary>A name may hold brackets and be long, a nickname may not.</summary>
    private static string Nickname(string typed, string name)
    {
        if (typed.Trim().Length > 0) return NameClaims.Nickname(typed, byOperator: true);
        var signs = name.Normalize(NormalizationForm.FormKC).EnumerateRunes().Where(Names.IsNameCharacter).Take(Names.Longest);
        return NameClaims.Nickname(string.Concat(signs), byOperator: true);
    }
}
