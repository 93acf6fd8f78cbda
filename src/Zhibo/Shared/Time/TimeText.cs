using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Zhibo.Shared.Time;

/// <summary>
/// Reads times as files bring them: <c>5月31日 23:54</c>, <c>2020-05-31 23:54:10</c>, <c>2020/5/31 23:54</c>,
/// <c>2020年5月31日</c>, ISO 8601. What a platform sets after the time (已编辑, a second time) is passed over.
/// </summary>
public static partial class TimeText
{
    private const int LongestText = 200;

    /// <summary>Null when <paramref name="text"/> was read, else the reason in one phrase.</summary>
    /// <param name="zone">Where times without an offset were written.</param>
    /// <param name="year">Completes dates without a year.</param>
    public static string? Read(string text, TimeZoneInfo zone, int? year, out DateTimeOffset at)
    {
        at = default;
        if (text.Length > LongestText || Form().Match(Plain(text)) is not { Success: true } form) return "is no time that can be read";
        if (Number(form, "year") is not { } y && (y = year ?? 0) == 0) return "has no year, and the map gives none";
        if (form.Groups["tail"].Length > 0 && !form.Groups["hour"].Success) return "is no time that can be read";

        var (month, day) = (Number(form, "month") ?? 0, Number(form, "day") ?? 0);
        var (hour, minute, second) = (Number(form, "hour") ?? 0, Number(form, "minute") ?? 0, Number(form, "second") ?? 0);
        if (y is < 1 or > 9998 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(y, month)) return "is no date of the calendar";
        if (hour > 23 || minute > 59 || second > 59) return "is no time of the day";

        var local = new DateTime(y, month, day, hour, minute, second, DateTimeKind.Unspecified).AddTicks(Fraction(form));
        if (Offset(form, local, zone) is not { } offset) return "has an offset that does not exist";
        at = new DateTimeOffset(local, offset).ToUniversalTime();
        return null;
    }

    private static string Plain(string text)
    {
        // Full-width figures and colons; half a surrogate pair is no time, and Normalize would throw.
        return text.Any(char.IsSurrogate) || text.Contains('\uFFFF') || text.Contains('\uFFFE')
            ? ""
            : text.Normalize(NormalizationForm.FormKC).Trim();
    }

    private static int? Number(Match form, string group) =>
        form.Groups[group] is { Success: true } found ? int.Parse(found.ValueSpan, CultureInfo.InvariantCulture) : null;

    private static long Fraction(Match form) =>
        form.Groups["fraction"] is { Success: true } found
            ? long.Parse(found.Value.PadRight(7, '0')[..7], CultureInfo.InvariantCulture)
            : 0;

    private static TimeSpan? Offset(Match form, DateTime local, TimeZoneInfo zone)
    {
        if (form.Groups["zone"] is not { Success: true } found) return zone.GetUtcOffset(local);
        if (found.Value is "Z" or "z") return TimeSpan.Zero;
        var digits = found.Value.Replace(":", "");
        var (hours, minutes) = (int.Parse(digits.AsSpan(1, 2), CultureInfo.InvariantCulture), int.Parse(digits.AsSpan(3, 2), CultureInfo.InvariantCulture));
        if (hours > 14 || minutes > 59 || (hours == 14 && minutes > 0)) return null;
        return new TimeSpan(hours, minutes, 0) * (digits[0] == '-' ? -1 : 1);
    }

    // \u5E74 年, \u6708 月, \u65E5 日, \u65F6 时, \u9EDE 點, \u70B9 点, \u5206 分, \u79D2 秒.
    [GeneratedRegex("""
        ^(?:(?<year>[0-9]{4})(?:[-/.]|\u5E74\s*))?(?<month>[0-9]{1,2})(?:[-/.]|\u6708\s*)(?<day>[0-9]{1,2})\u65E5?
        (?:(?:[Tt]|\s+|(?<=\u65E5))(?<hour>[0-9]{1,2})(?::|\u65F6|\u9EDE|\u70B9)(?<minute>[0-9]{1,2})\u5206?(?::?(?<second>[0-9]{1,2})\u79D2?(?:[.,](?<fraction>[0-9]{1,9}))?)?
        (?:\s?(?<zone>[Zz]|[+-][0-9]{2}:?[0-9]{2}))?)?
        (?<tail>(?:,|\s{2}|\t|\n)[\s\S]*)?$
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
