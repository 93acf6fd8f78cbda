using Zhibo.Web;

namespace Zhibo.Halls.Members;

/// <summary>The moment and the day, where the site is.</summary>
public sealed class MomentOf(TimeProvider clock, SiteFace site)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    public DateTimeOffset Midnight
    {
        get
        {
            var day = TimeZoneInfo.ConvertTime(Now, site.Zone).Date;
            return new DateTimeOffset(day, site.Zone.GetUtcOffset(day));
        }
    }
}
