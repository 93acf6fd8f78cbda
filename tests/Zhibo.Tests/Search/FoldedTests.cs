using Zhibo.Search.Analysis;

namespace Zhibo.Tests.Search;

public sealed class FoldedTests
{
    [Theory]
    [InlineData("德陽市", "德阳市")]
    [InlineData("ＷｅｉＢｏ１２３", "weibo123")]
    [InlineData("德阳，阳市。", "德阳|阳市")]
    [InlineData("5G 网络 很快", "5g网络|很快")]
    [InlineData("hello world", "hello|world")]
    [InlineData("国办发〔2018〕123号", "国办发2018123号")]
    [InlineData("国办发[2018]123号", "国办发2018123号")]
    [InlineData("国办发（２０１８） 第123号", "国办发2018123号")]
    [InlineData("国办发（２０１８）第123号", "国办发2018123号")]
    [InlineData("国办发 【2018】 123号", "国办发2018123号")]
    [InlineData("（德阳）阳光", "德阳|阳光")]
    [InlineData("①㈠℃½", "1一c12")]
    [InlineData("德\u200B阳\uFE0F市", "德阳市")]
    [InlineData("👨‍👩‍👧 ！？…—", "")]
    [InlineData("𠮷野家", "𠮷野家")]
    [InlineData("𝐀𝟏", "a1")]
    [InlineData("\uD800德\uDC00", "德")]
    [InlineData("བོད་ཡིག", "བོད|ཡིག")]
    public void Texts_that_mean_the_same_are_the_same(string text, string expected) => Folded.Of(text).Replace(Folded.Seam, '|').ShouldBe(expected);

    [Theory]
    [InlineData("德阳市", "德阳 阳市 市")]
    [InlineData("德\n阳市", "德 阳市 市")]
    [InlineData("𠮷野", "𠮷野 野")]
    public void Every_pair_is_a_word_and_every_run_ends(string folded, string expected)
    {
        List<string> grams = [];
        Grams.ForEach(folded, gram => grams.Add(gram.ToString()));
        string.Join(' ', grams).ShouldBe(expected);
    }

    [Fact]
    public void Each_sign_knows_where_it_stood()
    {
        var folded = new Folded(withPlaces: true);
        folded.Add("〔2018〕５号，好", 100);
        folded.ToString().ShouldBe("20185号\n好");
        folded.Places.ShouldBe([101, 102, 103, 104, 106, 107, 109, 109]);
    }
}
