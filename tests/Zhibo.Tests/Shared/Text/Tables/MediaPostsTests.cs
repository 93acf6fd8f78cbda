using Zhibo.Shared.Text;
using Zhibo.Shared.Text.Tables;

namespace Zhibo.Tests.Shared.Text.Tables;

/// <summary>The text rules over 1,591 real posts; facts counted by hand in the file.</summary>
public sealed class MediaPostsTests
{
    private static readonly ImportMap Map = ImportMap.Parse(
        """{"fields": {"text": "weibo_content", "posted_at": "pub_time", "reposts": "forward", "comments": "comment", "likes": "like"}, "year": 2020}""",
        ["text", "posted_at", "reposts", "comments", "likes"], TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));

    [Fact]
    public async Task Every_row_is_read_with_its_time_and_counts()
    {
        var rows = await Rows();
        rows.Count.ShouldBe(1591);
        foreach (var row in rows)
        {
            Map.TryTime(row, "posted_at", out var time, out var fault).ShouldBeTrue(fault?.ToString());
            time!.Value.Year.ShouldBeOneOf(2019, 2020);
            Map.TryCount(row, "likes", out _, out fault).ShouldBeTrue(fault?.ToString());
            InputText.Clean(Map.Text(row, "text"), 5000).Ok.ShouldBeTrue();
        }
    }

    [Fact]
    public async Task Topics_and_mentions_come_out_right()
    {
        var texts = (await Rows()).Select(row => InputText.Clean(Map.Text(row, "text"), 5000).Text).ToList();
        var posts = texts.Select(PostText.Parse).ToList();

        posts.Count(tokens => PostText.Topics(tokens).Count > 0).ShouldBe(1532);
        PostText.Topics(posts[0]).ShouldBe(["医生陶勇送给网友一首诗"]);
        PostText.Topics(posts[1]).ShouldBe(["主播说联播", "愿你能像孩子一样拥有童心和活力"]);
        PostText.Topics(posts[3]).ShouldBe(["青春很贵烟草不配", "今天世界无烟日", "听医生的话"]);
        Mentions(posts[1]).ShouldBe(["活力伊利"]);
        Mentions(posts[3]).ShouldBe(["刘雯", "易建联", "吴牧野WMY", "关晓彤", "王嘉Jevon"]);
        posts.SelectMany(Mentions).Count(name => name == "央视新闻").ShouldBe(45);
        posts.Sum(tokens => Mentions(tokens).Count).ShouldBe(314);
        posts.SelectMany(Mentions).ShouldNotContain(name => name.Length > 30);
    }

    private static List<string> Mentions(IReadOnlyList<Token> tokens) =>
        [.. tokens.Where(token => token.Kind == TokenKind.Mention).Select(token => token.Value)];

    private static async Task<List<TableRow>> Rows()
    {
        await using var file = File.OpenRead(Repository.Pack("data", "media-posts", "posts.csv"));
        var rows = new List<TableRow>();
        await foreach (var line in TableFile.Read(file, "posts.csv", TestContext.Current.CancellationToken))
        {
            line.Fault.ShouldBeNull();
            rows.Add(line.Row!);
        }

        return rows;
    }
}
