using System.Buffers.Binary;

namespace Zhibo.Media.Worker;

/// <summary>Most cameras attach the profile of sRGB, which is what a picture without one means: converting it would cost
/// as much as everything else and change nothing.</summary>
internal static class ColourProfile
{
    private const double Close = 0.004;

    /// <summary>The three primaries of sRGB as profiles write them, adapted to D50.</summary>
    private static readonly (string Tag, double X, double Y, double Z)[] Primaries =
    [
        ("rXYZ", 0.4361, 0.2225, 0.0139),
        ("gXYZ", 0.3851, 0.7169, 0.0971),
        ("bXYZ", 0.1431, 0.0606, 0.7141),
    ];

    public static bool IsSrgb(ReadOnlySpan<byte> profile)
    {
        if (profile.Length < 132 || !profile.Slice(16, 4).SequenceEqual("RGB "u8)) return false;
        foreach (var (tag, x, y, z) in Primaries)
        {
            var data = Find(profile, tag);
            if (data.Length < 20) return false;
            if (Math.Abs(Number(data[8..]) - x) > Close || Math.Abs(Number(data[12..]) - y) > Close || Math.Abs(Number(data[16..]) - z) > Close) return false;
        }
        return true;
    }

    private static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> profile, string tag)
    {
        var count = BinaryPrimitives.ReadUInt32BigEndian(profile[128..]);
        for (var at = 132; count > 0 && at + 12 <= profile.Length; at += 12, count--)
        {
            var entry = profile.Slice(at, 12);
            if (!System.Text.Ascii.Equals(entry[..4], tag)) continue;
            var (offset, length) = (BinaryPrimitives.ReadUInt32BigEndian(entry[4..]), BinaryPrimitives.ReadUInt32BigEndian(entry[8..]));
            return offset + (ulong)length <= (ulong)profile.Length ? profile.Slice((int)offset, (int)length) : [];
        }
        return [];
    }

    private static double Number(ReadOnlySpan<byte> fixedPoint) => BinaryPrimitives.ReadInt32BigEndian(fixedPoint) / 65536.0;
}
