using Zhibo.Data;
using Zhibo.Web;

namespace Zhibo.Messages.Keeping;

/// <summary>When nobody sits at an office's desk.</summary>
internal sealed class AwayHours(SiteFace site)
{
    /// <summary>The day on which somebody writes to a closed office that wants to say so; null where people are there.</summary>
    public DateOnly? IsAway(Db db, long office, DateTimeOffset now)
    {
        if (db.MessageRules.FirstOrDefault(r => r.AccountId == office) is not { AwayText.Length: > 0 } rule) return null;
        var local = TimeZoneInfo.ConvertTime(now, site.Zone);
        var minute = (local.Hour * 60) + local.Minute;
        var open = local.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && minute >= rule.OpensAt && minute < rule.ClosesAt;
        return open ? null : DateOnly.FromDateTime(local.DateTime);
    }
}
