using Zhibo.Shared.Text;

namespace Zhibo.Notifications.Choosing;

/// <summary>The page of the settings: what is wished, what this site can do, and which devices are told.</summary>
public sealed record NoticeSettingsView(NoticeSettings Settings, string PushKey, IReadOnlyList<DeviceRow> Devices)
{
    /// <summary>The address the mail would go to; null where none is confirmed.</summary>
    public string? Email { get; init; }

    public bool MailWorks { get; init; }
}

/// <param name="Here">The browser that shows the page.</param>
public sealed record DeviceRow(long Id, string Name, bool IsProgram, DateTimeOffset Since, bool Here)
{
    public bool Failing { get; init; }
}

/// <summary>Words and times of the form.</summary>
internal static class NoticeForm
{
    public static string Name(NoticeKind kind) => kind.ToString().ToLowerInvariant();

    public static string Label(NoticeKind kind, Words words) => words[$"notifications.kind.{Name(kind)}"];

    public static string Time(int? minutes) => minutes is { } some ? TimeOnly.MinValue.AddMinutes(some).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture) : "";

    /// <summary>Null when nothing was typed; -1, which no day has, for what is no time.</summary>
    public static int? Minutes(string typed) =>
        typed.Trim().Length == 0 ? null
        : TimeOnly.TryParseExact(typed.Trim(), ["HH:mm", "H:mm", "HH:mm:ss"], System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var time) ? (time.Hour * 60) + time.Minute : -1;
}
