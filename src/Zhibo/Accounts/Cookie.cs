namespace Zhibo.Accounts;

/// <summary>Reads one cookie without the dictionary that the framework builds of all of them.</summary>
internal static class Cookie
{
    public static ReadOnlySpan<char> Read(string header, string name)
    {
        var rest = header.AsSpan();
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf(';');
            var pair = (end < 0 ? rest : rest[..end]).Trim();
            if (pair.Length > name.Length && pair[name.Length] == '=' && pair.StartsWith(name, StringComparison.Ordinal))
                return pair[(name.Length + 1)..];
            rest = end < 0 ? default : rest[(end + 1)..];
        }
        return default;
    }
}
