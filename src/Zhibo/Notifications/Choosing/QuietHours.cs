using Zhibo.Shared;

namespace Zhibo.Notifications.Choosing;

/// <summary>The hours of a day in the site's zone.</summary>
public sealed class QuietHours(Settings settings)
{
    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(settings.Clock.TimeZone);

    /// <summary>When the quiet is over; null when there is none now.</summary>
    public DateTimeOffset? Until(NoticeWishes? wishes, DateTimeOffset now)
    {
        if (wishes is not { QuietFrom: { } from, QuietUntil: { } until } || from == until) return null;
        var local = TimeZoneInfo.ConvertTime(now, zone);
        var minute = (local.Hour * 60) + local.Minute;
        var quiet = from < until ? minute >= from && minute < until : minute >= from || minute < until;
        if (!quiet) return null;
        var day = local.Date.AddDays(minute < until ? 0 : 1);
        return At(day.AddMinutes(until));
    }

    /// <summary>The next time of the gathering mail after <paramref name="now"/>.</summary>
    public DateTimeOffset? NextDigest(DigestRhythm rhythm, int hour, DateTimeOffset now)
    {
        if (rhythm == DigestRhythm.Off) return null;
        var day = TimeZoneInfo.ConvertTime(now, zone).Date;
        for (var ahead = 0; ; ahead++)
        {
            var at = At(day.AddDays(ahead).AddHours(hour));
            if (at > now && (rhythm == DigestRhythm.Daily || day.AddDays(ahead).DayOfWeek == DayOfWeek.Monday)) return at;
        }
    }

    private DateTimeOffset At(DateTime local) => new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
}
