using System.Globalization;
using System.Text.Json;
using Zhibo.Shared.Text;

namespace Zhibo.Shared.Time;

/// <summary>A moment as people say it: 刚刚, 12 分钟前, 今天 09:30, 昨天 09:30, 3月5日, 2025-03-05.</summary>
public static class HumanTime
{
    // The same words, in the same order of choice, are used by js/time.js.
    private static readonly string[] Keys = ["now", "minutes", "today", "yesterday", "tomorrow", "this_year", "other_year"];

    /// <summary>How <paramref name="at"/> is said at the moment <paramref name="now"/> to readers in <paramref name="zone"/>.</summary>
    public static string Of(DateTimeOffset at, DateTimeOffset now, TimeZoneInfo zone, Words words)
    {
        var age = now - at;
        if (age.Duration() < TimeSpan.FromMinutes(1)) return words["shared.time.now"];
        if (age > TimeSpan.Zero && age < TimeSpan.FromHours(1)) return words["shared.time.minutes", (int)age.TotalMinutes];

        var (there, here) = (TimeZoneInfo.ConvertTime(at, zone), TimeZoneInfo.ConvertTime(now, zone));
        var days = (here.Date - there.Date).Days;
        var key = days switch
        {
            0 => "today",
            1 => "yesterday",
            -1 => "tomorrow",
            _ => there.Year == here.Year ? "this_year" : "other_year",
        };
        return words["shared.time." + key, there];
    }

    /// <summary>Date and minute in full, for the tooltip and for documents.</summary>
    public static string Exact(DateTimeOffset at, TimeZoneInfo zone, Words words) =>
        words["shared.time.exact", TimeZoneInfo.ConvertTime(at, zone)];

    /// <summary>For the <c>datetime</c> attribute, to the second, in UTC.</summary>
    public static string Machine(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>What js/time.js needs from the page, for the attribute <c>data-time-words</c> of the root element.</summary>
    public static string ScriptWords(Words words) =>
        JsonSerializer.Serialize(Keys.ToDictionary(key => key, key => words["shared.time." + key]));
}
