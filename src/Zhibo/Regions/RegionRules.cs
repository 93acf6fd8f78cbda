using System.Globalization;
using Zhibo.Accounts;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Regions;

/// <summary>What is asked of everything that is entered by hand.</summary>
internal static class RegionRules
{
    public const int LongestName = 60;

    public static void RequireAdmin(Caller caller)
    {
        if (caller.Role is not (UserRole.HallAdmin or UserRole.Operator)) throw new Refusal(RefusalKind.Forbidden, "accounts.admins_only");
    }

    public static string Name(string typed)
    {
        var clean = InputText.CleanLine(typed, LongestName);
        if (!clean.Ok) throw new Refusal(RefusalKind.Invalid, InputText.WordFor(clean.Fault), "name", LongestName);
        // Marks that turn the line around would turn the paths it stands in.
        return clean.Text.Length > 1 && clean.Text.EnumerateRunes().All(rune => Names.IsNameCharacter(rune) || rune.Value is ' ' or '\uFF08' or '\uFF09')
            ? clean.Text
            : throw new Refusal(RefusalKind.Invalid, "regions.name_wrong", "name");
    }

    public static string Variants(string typed, string name)
    {
        var clean = InputText.Clean(typed, RegionVariants.Longest);
        if (!clean.Ok) throw new Refusal(RefusalKind.Invalid, InputText.WordFor(clean.Fault), "variants", RegionVariants.Longest);
        return RegionVariants.With("", RegionVariants.Split(clean.Text).Where(one => one.EnumerateRunes().All(Names.IsNameCharacter)), name);
    }

    public static (double? Latitude, double? Longitude) Centre(string latitude, string longitude)
    {
        var (lat, lon) = (Degrees(latitude, 90, "latitude"), Degrees(longitude, 180, "longitude"));
        return (lat is null) == (lon is null) ? (lat, lon) : throw new Refusal(RefusalKind.Invalid, "regions.half_centre", lat is null ? "latitude" : "longitude");
    }

    private static double? Degrees(string typed, double most, string field)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        return double.TryParse(typed.Trim(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= most
            ? degrees
            : throw new Refusal(RefusalKind.Invalid, "regions.degrees_wrong", field, most);
    }
}
