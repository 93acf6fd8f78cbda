using System.Globalization;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Zhibo.Shared.Text;

namespace Zhibo.Tests.Shared.Text;

public sealed class PostLengthTests
{
    private static readonly string VectorFile = Repository.Path("tests", "Zhibo.Tests", "Shared", "Text", "length-vectors.json");

    private static readonly Vector[] Vectors =
        JsonSerializer.Deserialize<Vector[]>(File.ReadAllText(VectorFile), JsonSerializerOptions.Web)!;

    [Fact]
    public void Every_vector_counts_as_written() =>
        Vectors.Select(vector => $"{vector.Why}: {PostLength.HalfUnits(vector.Text)}")
            .ShouldBe(Vectors.Select(vector => $"{vector.Why}: {vector.HalfUnits}"));

    [Theory]
    [InlineData("", 0)]
    [InlineData("a", 1)]
    [InlineData("ab", 1)]
    [InlineData("abc", 2)]
    [InlineData("德a", 2)]
    [InlineData("http://a.cn/very/long", 10)]
    public void Halves_are_rounded_up(string text, int length) => PostLength.Of(text).ShouldBe(length);

    [Fact]
    public async Task The_browser_counts_the_same_vectors()
    {
        var script = $$"""
            import { halfUnits, length } from '{{Node.Module("length.js")}}';
            import { readFileSync } from 'node:fs';
            console.log(JSON.stringify(JSON.parse(readFileSync(0, 'utf8')).map(v => ({ text: v.text, halfUnits: halfUnits(v.text), why: v.why }))));
            if (length('abc') !== 2) throw new Error('length rounds up');
            """;
        var counted = JsonSerializer.Deserialize<Vector[]>(await Node.Run(script, await File.ReadAllTextAsync(VectorFile, TestContext.Current.CancellationToken)), JsonSerializerOptions.Web)!;
        counted.Select(vector => $"{vector.Why}: {vector.HalfUnits}").ShouldBe(Vectors.Select(vector => $"{vector.Why}: {vector.HalfUnits}"));
    }

    [Fact]
    public async Task The_browser_counts_every_assigned_character_the_same()
    {
        // Each side knows its own Unicode version: compared is what both have assigned.
        var script = $$"""
            import { halfUnits } from '{{Node.Module("length.js")}}';
            let widths = '';
            for (let code = 0; code <= 0x1FFFF; code++)
              widths += code >= 0xD800 && code <= 0xDFFF || /\p{Cn}/u.test(String.fromCodePoint(code)) ? '-' : halfUnits(String.fromCodePoint(code));
            console.log(widths);
            """;
        var widths = (await Node.Run(script, "")).TrimEnd();
        widths.Length.ShouldBe(0x20000);
        var different = Enumerable.Range(0, 0x20000)
            .Where(code => widths[code] != '-' && CharUnicodeInfo.GetUnicodeCategory(code) != UnicodeCategory.OtherNotAssigned)
            .Where(code => PostLength.HalfUnits(new Rune(code).ToString()) != widths[code] - '0')
            .Select(code => $"U+{code:X4}");
        different.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_browser_counts_strange_texts_the_same()
    {
        var texts = Strange.Known.Sample(2000, 30).Select(Sound).ToArray();
        var script = $$"""
            import { halfUnits } from '{{Node.Module("length.js")}}';
            import { readFileSync } from 'node:fs';
            console.log(JSON.stringify(JSON.parse(readFileSync(0, 'utf8')).map(halfUnits)));
            """;
        var counted = JsonSerializer.Deserialize<int[]>(await Node.Run(script, JsonSerializer.Serialize(texts)))!;
        texts.Zip(counted).Where(pair => PostLength.HalfUnits(pair.First) != pair.Second)
            .Select(pair => $"{JsonSerializer.Serialize(pair.First)} server {PostLength.HalfUnits(pair.First)} browser {pair.Second}")
            .ShouldBeEmpty();
    }

    [Fact]
    public void No_text_has_a_negative_or_surprising_length() =>
        Prop.ForAll(Strange.Text(), text => PostLength.HalfUnits(text) is >= 0 and var units && units <= text.Length * 20)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Plain_texts_add_up() =>
        Prop.ForAll(PlainText(), PlainText(), (one, other) =>
            PostLength.HalfUnits(one + other) == PostLength.HalfUnits(one) + PostLength.HalfUnits(other))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Marks_and_joiners_add_nothing() =>
        Prop.ForAll(PlainText(), text =>
            PostLength.HalfUnits(string.Concat(text.EnumerateRunes().Select(rune => rune + "\u0301\u200B"))) == PostLength.HalfUnits(text))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void A_megabyte_is_counted_in_one_pass()
    {
        foreach (var piece in new[] { "http://", "http://a ", "a\u0301", "\u0301", "👨‍", "🇨", "((", "http://a.cn/)" })
            PostLength.HalfUnits(string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length))).ShouldBeGreaterThanOrEqualTo(0);
    }

    private static string Sound(string text) => string.Concat(text.EnumerateRunes());

    // Nothing that joins its neighbour into an address, a cluster or a flag.
    private static Arbitrary<string> PlainText() =>
        Gen.Elements("德", "阳", "a", "Z", "9", " ", "，", "。", "😀", "é", "Ж", "𠮷", "·", "\n").ListOf().Select(string.Concat).ToArbitrary();

    private sealed record Vector(string Text, int HalfUnits, string Why);
}
