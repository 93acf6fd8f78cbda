using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Zhibo.Shared.Text.Tables;

namespace Zhibo.Tests.Shared.Text.Tables;

public sealed class TableFileTests
{
    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;
    private static readonly Encoding Utf8 = new UTF8Encoding(false);

    [Fact]
    public async Task Rows_come_with_their_numbers_and_columns()
    {
        var lines = await Read("标题,正文\n一,\"第一行\n第二行, \"\"引号\"\"\"\n\n二,\n");
        lines.Select(line => line.Row!.Number).ShouldBe([2, 4]);
        lines[0].Row!["标题"].ShouldBe("一");
        lines[0].Row!["正文"].ShouldBe("第一行\n第二行, \"引号\"");
        lines[1].Row!["正文"].ShouldBe("");
        lines[1].Row!["无此列"].ShouldBeNull();
        lines[1].Row!.Columns.ShouldBe(["标题", "正文"]);
    }

    [Fact]
    public async Task All_encodings_say_the_same()
    {
        const string Text = "标题,正文\n地铁,𠮷野家的橘子卖不掉€\n";
        Encoding[] encodings = [Utf8, new UTF8Encoding(true), Gb18030, new UnicodeEncoding(false, true), new UnicodeEncoding(true, true)];
        foreach (var encoding in encodings)
        {
            var lines = await ReadBytes([.. encoding.GetPreamble(), .. encoding.GetBytes(Text)]);
            lines.Single().Row!["正文"].ShouldBe("𠮷野家的橘子卖不掉€", encoding.EncodingName);
        }
    }

    [Fact]
    public async Task One_broken_byte_costs_one_row_not_the_file()
    {
        var bytes = Utf8.GetBytes("标题,正文\n一,地铁三号线\n二,坏#字\n三,公交一百零一路\n");
        bytes[Array.IndexOf(bytes, (byte)'#')] = 0xFF;
        Show(await ReadBytes(bytes)).ShouldBe(["一", "row 3, encoding: holds bytes that are no text", "三"]);
    }

    [Fact]
    public async Task Rows_of_the_wrong_width_are_reported() =>
        Show(await Read("标题,正文\n一,1\n二\n三,3,3\n四,4\n"))
            .ShouldBe(["一", "row 3, columns: 1 found, 2 are named in the first row", "row 4, columns: 3 found, 2 are named in the first row", "四"]);

    [Fact]
    public async Task A_quote_never_closed_costs_its_own_row_only() =>
        Show(await Read("标题,正文\n一,1\n二,\"没有关\n三,3\n四,\"好\n的\"\n五,5\n"))
            .ShouldBe(["一", "row 3, quotes: broken: a quote is opened and not closed", "三", "四", "五"]);

    [Fact]
    public async Task Also_when_nothing_closes_it_to_the_end() =>
        Show(await Read("标题,正文\n一,\"没有关\n" + string.Concat(Enumerable.Range(0, 3000).Select(i => $"行{i},{i}\n")))).Count
            .ShouldBe(3001);

    [Fact]
    public async Task Text_after_a_closing_quote_is_reported() =>
        Show(await Read("标题,正文\n一,\"1\"后\n二,前\"后\n三,3\n")).Select(line => line.Split(':')[0])
            .ShouldBe(["row 2, quotes", "row 3, quotes", "三"]);

    [Fact]
    public async Task A_file_of_broken_quotes_ends_in_time()
    {
        var lines = await Read("标题,正文\n" + string.Concat(Enumerable.Repeat("一,\"a\"b\n\"\n", 2_000)));
        lines.Count.ShouldBeGreaterThan(2_000);
        lines.ShouldAllBe(line => line.Row != null || line.Fault != null);
    }

    [Theory]
    [InlineData("甲,甲\n1,2\n", "the first row names the column 甲 twice")]
    [InlineData(",\n1,2\n", "the first row names no columns")]
    public async Task What_is_no_table_says_so(string text, string message) =>
        (await Should.ThrowAsync<InvalidDataException>(() => Read(text))).Message.ShouldBe(message);

    [Fact]
    public async Task An_empty_file_has_no_rows() => (await Read("")).ShouldBeEmpty();

    [Fact]
    public async Task Tabs_part_a_tsv() => (await Read("a\tb\n1,5\t2\n", "x.TSV")).Single().Row!["a"].ShouldBe("1,5");

    [Fact]
    public async Task Json_lines()
    {
        var lines = await Read("{\"text\":\"好\",\"likes\":3,\"x\":null,\"tags\":[1]}\n\n[1]\n{\"text\":\n{\"text\":\"\\ud800\"}\n{\"text\":\"末\"}\n", "posts.jsonl");
        lines[0].Row!["text"].ShouldBe("好");
        lines[0].Row!["likes"].ShouldBe("3");
        lines[0].Row!["x"].ShouldBeNull();
        lines[0].Row!["tags"].ShouldBe("[1]");
        lines[1].Fault!.ToString().ShouldBe("row 3, json: is no object");
        lines[2].Fault!.ToString().ShouldStartWith("row 4, json: ");
        lines[3].Fault!.ToString().ShouldBe("row 5, encoding: holds half a character");
        lines[4].Row!["text"].ShouldBe("末");
    }

    [Fact]
    public void Any_bytes_are_a_table_or_refused() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), Gen.Elements("x.csv", "x.jsonl").ToArbitrary(), Strange.Text(), (bytes, name, text) =>
        {
            try
            {
                var lines = ReadBytes([.. bytes, .. Utf8.GetBytes(text), .. bytes], name).GetAwaiter().GetResult();
                return lines.All(line => (line.Row is null) != (line.Fault is null));
            }
            catch (InvalidDataException)
            {
                return true;
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    private static Task<List<TableLine>> Read(string text, string name = "x.csv") => ReadBytes(Utf8.GetBytes(text), name);

    private static async Task<List<TableLine>> ReadBytes(byte[] bytes, string name = "x.csv")
    {
        var lines = new List<TableLine>();
        await foreach (var line in TableFile.Read(new MemoryStream(bytes), name)) lines.Add(line);
        return lines;
    }

    private static List<string> Show(IEnumerable<TableLine> lines) =>
        [.. lines.Select(line => line.Fault?.ToString() ?? line.Row!["标题"]!)];
}
