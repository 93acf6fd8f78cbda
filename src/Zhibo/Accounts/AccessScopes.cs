namespace Zhibo.Accounts;

/// <summary>What a token may be allowed to do, in Mastodon's words.</summary>
public static class AccessScopes
{
    /// <summary>What staff looks at: teams, vouchers, who waits. A phone's client is not given it.</summary>
    public const string AdminRead = "admin:read";

    /// <summary>What staff changes beyond its own posts.</summary>
    public const string AdminWrite = "admin:write";

    private static readonly string[] Roots = ["read", "write", "follow", "push", "profile", AdminRead, AdminWrite];

    // Older than the fine-grained words and still asked for by every client.
    private static readonly string[] Follow =
        ["read:follows", "write:follows", "read:blocks", "write:blocks", "read:mutes", "write:mutes"];

    public static bool Covers(string granted, string wanted) =>
        granted == wanted
        || (wanted.Length > granted.Length && wanted[granted.Length] == ':' && wanted.StartsWith(granted, StringComparison.Ordinal))
        || (granted == "follow" && Array.IndexOf(Follow, wanted) >= 0)
        || (granted == "read" && wanted == "profile");

    /// <summary>The words of a list separated by blanks, each once; null when one of them is unknown.</summary>
    public static string[]? Parse(string list)
    {
        var scopes = list.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().ToArray();
        return scopes.Length > 0 && Array.TrueForAll(scopes, IsKnown) ? scopes : null;
    }

    private static bool IsKnown(string scope) =>
        scope.Length <= 60 && Array.Exists(Roots, root => Covers(root, scope));
}
