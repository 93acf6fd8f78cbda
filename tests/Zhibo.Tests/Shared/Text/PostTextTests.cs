using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using Zhibo.Shared.Text;

namespace Zhibo.Tests.Shared.Text;

public sealed class PostTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("今天天气好", "今天天气好")]
    [InlineData("@微博德阳 橘子卖不掉", "⟨@微博德阳⟩ 橘子卖不掉")]
    [InlineData("请@微博德阳，帮忙", "请⟨@微博德阳⟩，帮忙")]
    [InlineData("＠微博德阳：你好", "⟨@微博德阳⟩：你好")]
    [InlineData("@weibodeyang你好", "⟨@weibodeyang你好⟩")]
    [InlineData("@TFBOYS-王俊凯 打卡@阿卜杜拉·买买提！", "⟨@TFBOYS-王俊凯⟩ 打卡⟨@阿卜杜拉·买买提⟩！")]
    [InlineData("@甲", "@甲")]
    [InlineData("@ 所有人", "@ 所有人")]
    [InlineData("@", "@")]
    [InlineData("@@@德阳", "@@⟨@德阳⟩")]
    [InlineData("@德阳@绵阳", "⟨@德阳⟩⟨@绵阳⟩")]
    [InlineData("@ab@cd", "⟨@ab⟩@cd")]
    [InlineData("转发//@德阳:好//@绵阳：是", "转发//⟨@德阳⟩:好//⟨@绵阳⟩：是")]
    [InlineData("写信到 a@b.cn 或zhang.san@deyang.gov.cn。", "写信到 a@b.cn 或zhang.san@deyang.gov.cn。")]
    [InlineData("foo@bar", "foo@bar")]
    [InlineData("hello@微博德阳", "hello⟨@微博德阳⟩")]
    [InlineData("看 deyang.gov.cn/@news", "看 deyang.gov.cn/@news")]
    [InlineData("@chen@social.example.cn你好", "⟨@chen@social.example.cn⟩你好")]
    [InlineData("@chen@social.example.", "⟨@chen@social.example⟩.")]
    [InlineData("@chen@localhost:8080, hi", "⟨@chen@localhost:8080⟩, hi")]
    [InlineData("//@chen@a.cn:好", "//⟨@chen@a.cn⟩:好")]
    [InlineData("@a.b-c@d.cn", "⟨@a.b-c@d.cn⟩")]
    [InlineData("@微博\u200B德阳", "⟨@微博⟩\u200B德阳")]
    public void Mentions(string text, string expected) => Show(PostText.Parse(text)).ShouldBe(expected);

    [Theory]
    [InlineData("#今日德阳#", "⟨#今日德阳⟩")]
    [InlineData("＃今日德阳＃好", "⟨#今日德阳⟩好")]
    [InlineData("【#愿你 像孩子，一样！#】", "【⟨#愿你 像孩子，一样！⟩】")]
    [InlineData("#a#b#c#", "⟨#a⟩b⟨#c⟩")]
    [InlineData("#一##二#", "⟨#一⟩⟨#二⟩")]
    [InlineData("#520#特别直播#", "⟨#520⟩特别直播#")]
    [InlineData("##", "##")]
    [InlineData("# #", "# #")]
    [InlineData("#，。#", "#，。#")]
    [InlineData("#👍#", "⟨#👍⟩")]
    [InlineData("##话题##", "#⟨#话题⟩#")]
    [InlineData("# 一句话#", "⟨# 一句话⟩")]
    [InlineData("#微晨语 早安", "⟨#微晨语⟩ 早安")]
    [InlineData("#晨语 #天气", "⟨#晨语⟩ ⟨#天气⟩")]
    [InlineData("#晨语 #天气#", "⟨#晨语⟩ ⟨#天气⟩")]
    [InlineData("#2014", "#2014")]
    [InlineData("#420地震", "⟨#420地震⟩")]
    [InlineData("#tag_1, ok", "⟨#tag_1⟩, ok")]
    [InlineData("C#语言", "C#语言")]
    [InlineData("&#39;", "&#39;")]
    [InlineData("#上\n下#", "⟨#上⟩⏎下#")]
    [InlineData("#@德阳 你好#", "⟨#@德阳 你好⟩")]
    public void Topics(string text, string expected) => Show(PostText.Parse(text)).ShouldBe(expected);

    [Fact]
    public void Topics_are_at_most_64_long()
    {
        var name = new string('字', 64);
        PostText.Parse($"#{name}#").Single().ShouldBe(new Token(TokenKind.Topic, 0, 66, name));
        PostText.Parse($"#{name}").Single().Kind.ShouldBe(TokenKind.Topic);
        PostText.Parse($"#{name}长#").ShouldAllBe(token => token.Kind == TokenKind.Plain);
    }

    [Theory]
    [InlineData("看http://a.cn/x。好", "看⟨http://a.cn/x⟩。好")]
    [InlineData("看http://a.cn/x好", "看⟨http://a.cn/x⟩好")]
    [InlineData("HTTPS://A.cn", "⟨HTTPS://A.cn⟩")]
    [InlineData("(http://a.cn/x)", "(⟨http://a.cn/x⟩)")]
    [InlineData("http://a.cn/x_(y).", "⟨http://a.cn/x_(y)⟩.")]
    [InlineData("http://a.cn/x?q=1&b=2#top!", "⟨http://a.cn/x?q=1&b=2#top⟩!")]
    [InlineData("http://a.cn/x[1]]", "⟨http://a.cn/x[1]⟩]")]
    [InlineData("http://a.cn/a((", "⟨http://a.cn/a⟩((")]
    [InlineData("http://a.cn/x,http://b.cn", "⟨http://a.cn/x,http://b.cn⟩")]
    [InlineData("http://t.cn/abc#话题#", "⟨http://t.cn/abc⟩⟨#话题⟩")]
    [InlineData("http://t.cn/abc@微博德阳", "⟨http://t.cn/abc⟩⟨@微博德阳⟩")]
    [InlineData("http://t.cn/abc//@微博德阳:好", "⟨http://t.cn/abc⟩//⟨@微博德阳⟩:好")]
    [InlineData("http://a.cn/x#b#c", "⟨http://a.cn/x#b#c⟩")]
    [InlineData("http://a.cn/@chen", "⟨http://a.cn/@chen⟩")]
    [InlineData("http://", "http://")]
    [InlineData("http://。", "http://。")]
    [InlineData("http:///x", "http:///x")]
    [InlineData("xhttp://a.cn", "xhttp://a.cn")]
    [InlineData("javascript:alert(1)", "javascript:alert(1)")]
    [InlineData("ftp://a.cn", "ftp://a.cn")]
    [InlineData("www.a.cn", "www.a.cn")]
    public void Links(string text, string expected) => Show(PostText.Parse(text)).ShouldBe(expected);

    [Fact]
    public void A_topic_never_holds_a_link() =>
        PostText.Parse("#看 http://a.cn/#x 好#").Select(token => token.Kind)
            .ShouldBe([TokenKind.Topic, TokenKind.Plain, TokenKind.Link, TokenKind.Plain]);

    [Fact]
    public void A_very_long_address_is_none() =>
        PostText.Parse("http://a.cn/" + new string('x', 3000)).Single().Kind.ShouldBe(TokenKind.Plain);

    [Fact]
    public void Line_breaks_of_all_kinds() => Show(PostText.Parse("一\n二\r\n三\r四")).ShouldBe("一⏎二⏎三⏎四");

    [Fact]
    public void Candidates_go_from_long_to_short_and_never_cut_a_word()
    {
        PostText.Candidates("微博德阳好").ShouldBe(["微博德阳好", "微博德阳", "微博德", "微博"]);
        PostText.Candidates("weibo1请问").ShouldBe(["weibo1请问", "weibo1请", "weibo1"]);
        PostText.Candidates("𠮷野家").ShouldBe(["𠮷野家", "𠮷野"]);
        PostText.Candidates("雷靖-").ShouldBe(["雷靖-", "雷靖"]);
        PostText.Candidates("chen@a.cn").ShouldBe(["chen@a.cn"]);
        PostText.Candidates(new string('长', 5000)).First().Length.ShouldBe(30);
        PostText.Candidates("甲").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("@微博德阳请问这条路何时修好", "⟨@微博德阳⟩请问这条路何时修好")]
    [InlineData("@微博德阳旅游真好", "⟨@微博德阳旅游⟩真好")]
    [InlineData("@weibodeyang请问", "⟨@weibodeyang⟩请问")]
    [InlineData("@WeiboDeyang请问", "⟨@WeiboDeyang⟩请问")]
    [InlineData("@ｗｅｉｂｏｄｅｙａｎｇ请问", "⟨@ｗｅｉｂｏｄｅｙａｎｇ⟩请问")]
    [InlineData("@weibodeyang2", "@weibodeyang2")]
    [InlineData("前@不存在的人 后@微博德阳", "前@不存在的人 后⟨@微博德阳⟩")]
    [InlineData("@chen@a.cn：好", "⟨@chen@a.cn⟩：好")]
    [InlineData("@Chen@A.cn：好", "⟨@Chen@A.cn⟩：好")]
    [InlineData("@chen@b.cn：好", "@chen@b.cn：好")]
    public void The_longest_existing_name_wins(string text, string expected)
    {
        var accounts = new Dictionary<string, long?> { ["微博德阳"] = 1, ["微博德阳旅游"] = 2, ["weibodeyang"] = 1, ["chen@a.cn"] = 3 };
        var tokens = PostText.Parse(text);
        PostText.NameKeys(tokens).ShouldAllBe(key => key.Length >= 2);
        var resolved = PostText.Resolve(tokens, name => accounts.GetValueOrDefault(name));
        Show(resolved).ShouldBe(expected);
        PostText.Mentioned(resolved).ShouldBeSubsetOf([1, 2, 3]);
    }

    [Fact]
    public void Topics_and_accounts_are_listed_once()
    {
        var tokens = PostText.Parse("#今日德阳# @德阳 #今日德阳# ＃ＡＢ＃ #ab @德阳");
        PostText.Topics(tokens).ShouldBe(["今日德阳", "ＡＢ"]);
        PostText.Mentioned(PostText.Resolve(tokens, _ => 7)).ShouldBe([7]);
    }

    [Fact]
    public void Tokens_cover_any_text_without_gap() =>
        Prop.ForAll(Strange.Text(), text =>
        {
            var tokens = PostText.Parse(text);
            return Covers(tokens, text) && Covers(PostText.Resolve(tokens, name => name.Length % 2 == 0 ? name.Length : null), text);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Theory]
    [InlineData("@")]
    [InlineData("#")]
    [InlineData("http://")]
    [InlineData("http://a ")]
    [InlineData("@a")]
    [InlineData("@a.")]
    [InlineData("@ab@")]
    [InlineData("#a")]
    [InlineData("＃好")]
    [InlineData("@好人")]
    [InlineData("\n")]
    [InlineData("http://a.cn/)")]
    [InlineData("//@甲乙:")]
    public void A_megabyte_is_read_in_one_pass(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length));
        var watch = Stopwatch.StartNew();
        var tokens = PostText.Resolve(PostText.Parse(text), _ => null);
        // A second at most on an idle machine; reading twice over would take minutes.
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
        Covers(tokens, text).ShouldBeTrue();
    }

    private static bool Covers(IReadOnlyList<Token> tokens, string text)
    {
        var at = 0;
        foreach (var token in tokens)
        {
            if (token.Start != at || token.Length <= 0) return false;
            at = token.End;
        }

        return at == text.Length;
    }

    private static string Show(IReadOnlyList<Token> tokens) => string.Concat(tokens.Select(token => token.Kind switch
    {
        TokenKind.Mention => $"⟨@{token.Value}⟩",
        TokenKind.Topic => $"⟨#{token.Value}⟩",
        TokenKind.Link => $"⟨{token.Value}⟩",
        TokenKind.LineBreak => "⏎",
        _ => token.Value,
    }));
}
