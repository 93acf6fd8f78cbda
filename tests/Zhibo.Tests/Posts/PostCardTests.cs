using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using Zhibo.Accounts;
using Zhibo.Posts.Pages;
using Zhibo.Shared;
using Zhibo.Web;

namespace Zhibo.Tests.Posts;

public sealed class PostCardTests
{
    private static readonly AuthorView Chen = new("chen", "陈学珍<b>", AccountKind.Citizen);
    private static readonly PostView Post = new(7, Chen, DateTimeOffset.UnixEpoch) { Html = "<p>橘子熟了</p>", Likes = 12_000 };

    [Fact]
    public async Task One_drawing_serves_every_reader()
    {
        var drawn = await Cards().Card(Post, "zh-Hans");
        var fan = Fill(drawn, new(Liked: true, Reposted: false, Own: false, Back("/home")));
        fan.ShouldContain("/posts/7/unlike");
        fan.ShouldContain("/posts/7/repost\"");
        fan.ShouldContain("value=\"/home\"");
        fan.ShouldNotContain("/posts/7/edit");
        var author = Fill(drawn, new(Liked: false, Reposted: true, Own: true, Back("/")));
        author.ShouldContain("/posts/7/like");
        author.ShouldContain("/posts/7/unrepost");
        author.ShouldContain("/posts/7/edit");
    }

    [Fact]
    public async Task Names_are_encoded_and_han_is_not()
    {
        var html = await Html(Post);
        html.ShouldContain("陈学珍&lt;b&gt;");
        html.ShouldContain("1.2 万");
    }

    [Fact]
    public async Task The_date_is_exact_so_that_the_card_may_be_kept() =>
        (await Html(Post)).ShouldContain("1970年1月1日 08:00");

    [Fact]
    public async Task Warned_text_is_folded() =>
        new HtmlParser().ParseDocument(await Html(Post with { Warning = "现场" })).QuerySelector("details.warned .text")!.TextContent.ShouldBe("橘子熟了");

    [Fact]
    public async Task A_deleted_post_leaves_a_tombstone_and_none_of_its_words()
    {
        var html = await Html(Post with { Deleted = true });
        html.ShouldContain("tombstone");
        html.ShouldNotContain("橘子");
    }

    [Fact]
    public async Task A_long_chain_is_folded_after_two_links()
    {
        var links = Enumerable.Range(1, 5).Select(i => new ChainLink(Chen with { Nickname = $"甲{i}" }, $"<p>第{i}句</p>")).ToList();
        var card = new HtmlParser().ParseDocument(await Html(Post with { Quote = new QuoteView { Original = Post with { Id = 3 }, Chain = links } }));
        card.QuerySelectorAll(".chain > div").Length.ShouldBe(2);
        card.QuerySelectorAll(".chain details > div").Length.ShouldBe(3);
    }

    private static async Task<string> Html(PostView post) =>
        Fill(await Cards().Card(post, "zh-Hans"), new(false, false, false, Back("/")));

    private static ReadOnlyMemory<byte> Back(string path) => CardState.BackTo(path, HtmlEncoder.Default);

    private static string Fill(Stencil drawn, CardState state)
    {
        var output = new ArrayBufferWriter<byte>();
        drawn.Write(output, state);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static PostCards Cards()
    {
        var services = new ServiceCollection().AddLogging().AddWeb()
            .AddSingleton(new Settings { Site = { Name = "德阳微博" } });
        return new PostCards(services.BuildServiceProvider().GetRequiredService<PageWriter>());
    }
}
