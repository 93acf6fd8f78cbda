namespace Zhibo.Demo.Staging;

/// <summary>When things are said: the sixty days that end now, in the city's own time.</summary>
internal sealed class TimePlan(DateTimeOffset now, TimeZoneInfo zone)
{
    public const int Days = 60;

    public DateTimeOffset Now => now;

    public DateOnly Today => DayOf(now);

    public DateTimeOffset Begin => Moment(Today.AddDays(1 - Days), TimeOnly.MinValue);

    public DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    public DateTimeOffset Within(DateOnly day, (TimeOnly From, TimeOnly To) hours, Dice dice) =>
        Moment(day, hours.From).AddMilliseconds(dice.Unit() * (hours.To - hours.From).TotalMilliseconds);

    /// <summary>An answer: about that much later, and not at four in the morning unless it comes at once.</summary>
    public DateTimeOffset After(DateTimeOffset at, TimeSpan delay, Dice dice)
    {
        var later = at + delay * (0.8 + dice.Unit() * 0.4) + TimeSpan.FromMilliseconds(dice.Between(1_000, 59_000));
        var local = TimeZoneInfo.ConvertTime(later, zone);
        var (hour, minute) = (local.Hour, local.Minute);
        if (delay < TimeSpan.FromMinutes(45) || hour >= 7 || (hour == 0 && minute < 30)) return later;
        return Moment(DateOnly.FromDateTime(local.DateTime), new TimeOnly(7, 0)).AddSeconds(dice.Between(0, 6_000));
    }

    public DateTimeOffset Moment(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
