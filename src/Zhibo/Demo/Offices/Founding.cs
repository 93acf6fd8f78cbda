using Zhibo.Demo.Staging;

namespace Zhibo.Demo.Offices;

/// <summary>When the register was begun: five months ago, from the province down, some days for each step.</summary>
internal sealed class Founding(TimePlan times)
{
    private const int Began = 150;

    public TimePlan Times => times;

    public DateTimeOffset Lists => At(Began, 9, 30);

    public DateTimeOffset Keys => At(Began, 10, 0);

    public DateTimeOffset Halls => At(140, 15, 0);

    public DateTimeOffset Entered(int row) => At(Began - 1, 10, 5).AddSeconds(row * 7);

    /// <param name="depth">0 is the province.</param>
    /// <param name="row">Of the register.</param>
    public DateTimeOffset Vouched(int depth, int row) => At(Began - 2 - depth, 9, 30).AddMinutes(row * 5);

    public DateTimeOffset Seated(int row) => At(Began - 7, 14, 0).AddMinutes(row * 3);

    public DateTimeOffset At(int daysAgo, int hour, int minute) => times.Moment(times.Today.AddDays(-daysAgo), new TimeOnly(hour, minute));

    /// <summary>The end of that day: what is valid until 1 March ends when 2 March begins.</summary>
    public DateTimeOffset EndOf(DateOnly day) => times.Moment(day.AddDays(1), TimeOnly.MinValue);
}

/// <summary>Words that end soon, and those that were taken.</summary>
internal static class Until
{
    /// <summary>The last day of an office's word.</summary>
    public static DateOnly For(OfficeEntry office, int row, DateOnly today) =>
        office.Life == OfficeLife.Expiring ? today.AddDays(5 + (row % 20)) : today.AddDays(220 + (row * 37 % 600));
}
