using Zhibo.Shared.Text;

namespace Zhibo.Tests.Shared.Text;

public sealed class TextDiffTests
{
    [Theory]
    [InlineData("停到体育馆。", "停到体育场北门。", "停到体育[-馆][+场北门]。")]
    [InlineData("开到 8:00", "开到 8:10", "开到 8:[-00][+10]")]
    [InlineData("the old road", "the new road", "the [-old][+new] road")]
    [InlineData("一样", "一样", "一样")]
    [InlineData("", "新", "[+新]")]
    [InlineData("旧", "", "[-旧]")]
    public void Says_what_was_taken_out_and_what_was_put_in(string before, string after, string expected) =>
        Show(TextDiff.Between(before, after)).ShouldBe(expected);

    [Fact]
    public void Grapheme_clusters_stay_whole() => Show(TextDiff.Between("好👨‍👩‍👧", "好👨‍👩‍👦")).ShouldBe("好[-👨‍👩‍👧][+👨‍👩‍👦]");

    [Fact]
    public void Very_long_texts_are_shown_as_replaced() =>
        TextDiff.Between(new string('一', 3000), new string('二', 3000)).Count.ShouldBe(2);

    [Fact]
    public void Of_a_long_text_only_what_was_changed_is_told()
    {
        var same = string.Concat(Enumerable.Range(1, 500).Select(n => $"第{n}条 一切照旧，本条不变。\n"));
        Show(TextDiff.OfLines(same + "自2018年6月1日起施行。\n" + same, same + "自2018年7月1日起施行。\n" + same)).ShouldBe(same + "自2018年[-6][+7]月1日起施行。\n" + same);
    }

    private static string Show(IEnumerable<DiffPart> parts) => string.Concat(parts.Select(p => p.Kind switch
    {
        DiffKind.Added => $"[+{p.Text}]",
        DiffKind.Removed => $"[-{p.Text}]",
        _ => p.Text,
    }));
}
