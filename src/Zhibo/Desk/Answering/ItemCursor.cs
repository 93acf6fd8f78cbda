using System.Globalization;

namespace Zhibo.Desk.Answering;

/// <summary>The place in a list after which the next page begins: a moment and an id.</summary>
public readonly record struct ItemCursor(DateTimeOffset Since, long Id)
{
    public static ItemCursor? Read(string? text)
    {
        if (text?.Split('-') is not [var since, var id]) return null;
        return long.TryParse(since, NumberStyles.None, CultureInfo.InvariantCulture, out var ms) && ms < 253_402_300_800_000
            && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new(DateTimeOffset.FromUnixTimeMilliseconds(ms), number)
            : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Since.ToUnixTimeMilliseconds()}-{Id}");
}
