using System.Collections.Frozen;
using System.Reflection;
using Zhibo.Shared;

namespace Zhibo.Accounts.Access;

/// <summary>Long is what counts (NIST SP 800-63B): no rules about signs, but nothing that everybody tries first.</summary>
public static class PasswordRules
{
    public const int Shortest = 10;
    public const int Longest = 200;

    private static readonly FrozenSet<string> Common = Read();

    internal static void Require(string password, string handle, string nickname, string field = "password")
    {
        if (password.Length < Shortest) throw new Refusal(RefusalKind.Invalid, "accounts.password_short", field, Shortest);
        if (password.Length > Longest) throw new Refusal(RefusalKind.Invalid, "accounts.password_long", field, Longest);
        var lower = password.ToLowerInvariant();
        if (IsCommon(lower)) throw new Refusal(RefusalKind.Invalid, "accounts.password_common", field);
        if (Consists(lower, handle.ToLowerInvariant()) || Consists(lower, nickname.ToLowerInvariant()))
            throw new Refusal(RefusalKind.Invalid, "accounts.password_is_name", field);
    }

    internal static bool IsCommon(string lower) =>
        Common.Contains(lower) || Common.Contains(lower.TrimEnd([.. "0123456789!@#$%.*_-"])) || IsRun(lower) || lower.Distinct().Count() < 4;

    // A name with nothing but a year or an exclamation mark around it.
    private static bool Consists(string password, string name) =>
        name.Length >= 2 && password.Contains(name, StringComparison.Ordinal)
        && password.Replace(name, "", StringComparison.Ordinal).All(c => !char.IsLetter(c));

    /// <summary>0123456789, zyxwvutsrq.</summary>
    private static bool IsRun(string text)
    {
        var step = text[1] - text[0];
        if (step is not (1 or -1)) return false;
        for (var i = 2; i < text.Length; i++)
            if (text[i] - text[i - 1] != step && !(text[i] == '0' && text[i - 1] == '9')) return false;
        return true;
    }

    private static FrozenSet<string> Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Zhibo.Accounts.Access.common-passwords.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToFrozenSet();
    }
}
