using Zhibo.Shared.Text;

namespace Zhibo.Desk.Answering;

/// <summary>How long somebody has been waiting, as a ring and in words.</summary>
public static class Waiting
{
    /// <summary>What a person who speaks to an office may expect: a first word within four hours.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(4);

    /// <summary>What is left of the time, 1 to 0.</summary>
    public static double Left(DateTimeOffset since, DateTimeOffset now) => Math.Clamp(1 - (now - since) / Patience, 0, 1);

    /// <summary>Blue in time, amber in the last quarter, red when late.</summary>
    public static string Tone(DateTimeOffset since, DateTimeOffset now) => Left(since, now) switch { 0 => "red", <= 0.25 => "amber", _ => "blue" };

    public static string Say(DateTimeOffset since, DateTimeOffset now, Words words)
    {
        var left = since + Patience - now;
        if (left >= TimeSpan.FromHours(1)) return words["desk.left.hours", (int)left.TotalHours, left.Minutes];
        if (left > TimeSpan.Zero) return words["desk.left.minutes", Math.Max(1, (int)left.TotalMinutes)];
        var waited = now - since;
        return waited < TimeSpan.FromDays(1) ? words["desk.late.hours", (int)waited.TotalHours] : words["desk.late.days", (int)waited.TotalDays];
    }
}
