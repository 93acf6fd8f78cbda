using System.Globalization;
using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Shared.Text;

namespace Zhibo.Agencies;

/// <summary>Handles for those who bring none: the pinyin of the name, with a number where somebody else has it.</summary>
internal static class NewHandles
{
    /// <summary>Leaves room for the number.</summary>
    private const int LongestRoot = Names.Longest - 5, Tried = 20;

    /// <summary>deyanggongan; the initials where that is too long.</summary>
    public static string Root(string nickname, string name, string regionCode)
    {
        foreach (var text in new[] { nickname, name })
        {
            var pinyin = Pinyin.Of(text);
            if (Fits(pinyin.Full)) return pinyin.Full;
            if (Fits(pinyin.Initials)) return pinyin.Initials;
        }
        return "unit" + regionCode[..Math.Min(regionCode.Length, 6)];
    }

    /// <summary>deyanggongan, deyanggongan2, deyanggongan3 …</summary>
    public static string Numbered(string root, int number) => number < 2 ? root : root + number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Inside a turn: the first that nobody has.</summary>
    public static string Free(Db turn, string root, long id)
    {
        var tried = Enumerable.Range(1, Tried).Select(n => Numbered(root, n)).ToList();
        var taken = NameClaims.Taken(turn, tried);
        return tried.Find(handle => Names.Check(NameKind.Handle, handle, byOperator: true) == NameFault.None && !taken.Contains(Names.Skeleton(handle)))
            ?? "unit" + (id >> 4).ToString(CultureInfo.InvariantCulture);
    }

    private static bool Fits(string text) => text.Length is >= 4 and <= LongestRoot && text.All(char.IsAsciiLetterOrDigit);
}
