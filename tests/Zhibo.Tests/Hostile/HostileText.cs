using System.Text;

namespace Zhibo.Tests.Hostile;

/// <summary>What somebody may type, paste or send in place of a text.</summary>
internal sealed record HostileText(string Name, byte[] Bytes)
{
    public static IReadOnlyList<HostileText> All { get; } =
    [
        new("script", "<script>alert('x7')</script>"),
        new("attribute", "\"><img src=x onerror=alert('x7')>'><svg onload=alert(1)>"),
        new("closing tags", "</textarea></title></style></script><h1>x7</h1><iframe src=//evil.example>"),
        new("javascript address", "javascript:alert('x7') http://a.example/\"onmouseover=alert(1) https://evil.example/<script>"),
        new("mention and topic", "@<b>王</b> #<script>x7</script># @citizen1\"><script> #a\"onclick=x#"),
        new("markup", "[x](javascript:alert(1)) <a href='data:text/html,x7'>x</a> <!-- <![CDATA[ ]]> {{7*7}} ${7*7}"),
        new("sql", "'; DROP TABLE posts; -- \" OR 1=1 \\'"),
        new("format", "{0} {1:X} {999} {{}} %s %n %25"),
        new("new lines", "a\r\nSet-Cookie: x7=1\r\n\r\n<html>"),
        new("bidi", "\u202Eevil\u202C \u2066\u2067\u2068 \u200F\u061C"),
        new("zero width", "\u200B\u200C\u200D\uFEFF\u2060\u180E\u00AD"),
        new("controls", "\u0001\u0007\b\u001B[31m\u007F\u0085\u2028\u2029"),
        new("nothing", "\0a\0\0"),
        new("noncharacters", "\uFFFE\uFFFF\uFDD0\U0001FFFF"),
        new("combining", "e" + new string('\u0301', 5000)),
        new("family", string.Concat(Enumerable.Repeat("👨\u200D👩\u200D👧\u200D👦", 500))),
        new("flags", string.Concat(Enumerable.Repeat("🇨🇳", 2000))),
        new("deep", new string('<', 20_000) + new string('(', 20_000)),
        new("many mentions", string.Concat(Enumerable.Repeat("@a", 20_000))),
        new("many topics", string.Concat(Enumerable.Repeat("#a#", 20_000))),
        new("many addresses", string.Concat(Enumerable.Repeat("http://a.b/", 10_000))),
        new("a megabyte", new string('织', 300_000)),
        new("two megabytes", new string('a', 2_000_000)),
        new("broken UTF-8", [0x61, 0xFF, 0xFE, 0xC0, 0x80, 0xE4, 0xB8, 0x62]),
        new("lone surrogates", [0x61, 0xED, 0xA0, 0x80, 0xED, 0xB0, 0x80, 0x62]),
        new("beyond Unicode", [0xF4, 0x90, 0x80, 0x80, 0xF8, 0x88, 0x80, 0x80, 0x80]),
        new("GBK", [0xD6, 0xAF, 0xB2, 0xA9]),
        new("empty", ""),
        new("blank", " \u3000\t\r\n\u00A0"),
    ];

    private HostileText(string name, string text)
        : this(name, Encoding.UTF8.GetBytes(text))
    {
    }

    /// <summary>As it stands in a form or an address: every byte, not every character.</summary>
    public string Encoded() => Encode(Bytes);

    public static string Encode(string text) => Encode(Encoding.UTF8.GetBytes(text));

    private static string Encode(byte[] bytes)
    {
        var text = new StringBuilder(bytes.Length * 3);
        foreach (var b in bytes)
            if (char.IsAsciiLetterOrDigit((char)b)) text.Append((char)b);
            else text.Append('%').Append(Convert.ToHexString([b]));
        return text.ToString();
    }

    public override string ToString() => Name;
}
