using System.Text.Encodings.Web;
using System.Text.Unicode;
using Zhibo.Search.Pages;

namespace Zhibo.Tests.Search;

public sealed class MarkedTests
{
    [Theory]
    [InlineData("<p>今天停水，停水了</p>", "停水", "<p>今天<mark>停水</mark>，<mark>停水</mark>了</p>")]
    [InlineData("<p>德陽ＡＢ</p>", "德阳ab", "<p><mark>德陽ＡＢ</mark></p>")]
    [InlineData("<p>问<a class=\"mention\" href=\"/@停水\">@停水办</a>吧</p>", "停水办吧", "<p>问<a class=\"mention\" href=\"/@停水\">@<mark>停水办</mark></a><mark>吧</mark></p>")]
    [InlineData("<p>停</p><p>水</p>", "停水", "<p>停</p><p>水</p>")]
    [InlineData("<p>停<br>水</p>", "停水", "<p>停<br>水</p>")]
    [InlineData("<p>a&amp;b &lt;amp&gt; &#x6C34;费</p>", "amp|水费", "<p>a&amp;b &lt;<mark>amp</mark>&gt; <mark>&#x6C34;费</mark></p>")]
    [InlineData("<p>国办发〔2018〕123号文</p>", "国办发2018123号", "<p><mark>国办发〔2018〕123号</mark>文</p>")]
    [InlineData("<p>水水水</p>", "水水", "<p><mark>水水水</mark></p>")]
    [InlineData("<p>没有</p>", "水", "<p>没有</p>")]
    public void What_was_found_is_marked_in_texts_alone(string html, string runs, string expected)
    {
        var card = "<article title=\"停水\"><b>停水</b><div class=\"text\">{0}</div><i>停水</i></article>";
        Marked.InCards(card.Replace("{0}", html, StringComparison.Ordinal), runs.Split('|')).ShouldBe(card.Replace("{0}", expected, StringComparison.Ordinal));
    }

    [Fact]
    public void A_name_is_encoded_around_its_marks() =>
        Marked.InText("<b>微博德陽&", ["德阳"], HtmlEncoder.Create(UnicodeRanges.All)).ShouldBe("&lt;b&gt;微博<mark>德陽</mark>&amp;");
}
