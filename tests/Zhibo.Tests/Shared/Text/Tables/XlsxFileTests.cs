using System.Text;
using Zhibo.Demo;
using Zhibo.Shared.Text;
using Zhibo.Shared.Text.Tables;

namespace Zhibo.Tests.Shared.Text.Tables;

public sealed class XlsxFileTests
{
    [Fact]
    public async Task A_clerks_table_is_read_as_it_looks()
    {
        var book = new Workbook
        {
            Shared = ["单位名称", "电话", "建立日期", "<r><rPr><b/></rPr><t>德阳市</t></r><r><t>公安局</t></r><rPh sb=\"0\" eb=\"1\"><t>デヤン</t></rPh>"],
            Formats = ["0", "14", "164", "165"],
            Codes = { [164] = "000000", [165] = "[$-804]yyyy\"年\"m\"月\"d\"日\" h:mm" },
            Rows = """
                <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="inlineStr"><is><t>编&#10;号</t></is></c></row>
                <row r="2"><c r="A2" t="s"><v>3</v></c><c r="B2"><v>1.3500000001E10</v></c><c r="C2" s="1"><v>43941</v></c><c r="D2" s="2"><v>838</v></c></row>
                <row r="3"/>
                <row r="4"><c r="A4" t="str"><f>A2&amp;"分局"</f><v>旌阳分局</v></c><c r="B4" t="inlineStr"><is><t xml:space="preserve">0838-110</t></is></c><c r="C4" s="3"><v>43941.5</v></c><c r="D4"><v>0.30000000000000004</v></c></row>
                <row><c t="inlineStr"><is><t>无坐标</t></is></c><c><v>7</v></c><c t="d"><v>2020-04-20</v></c><c t="b"><v>1</v></c><c r="F5"><v>9</v></c></row>
                <row r="6"><c r="A6" s="1"/><c r="Z6" t="inlineStr"><is><t>旁边的话</t></is></c></row>
                """,
        };
        var rows = await Read(book);
        rows.Select(line => line.Row!.Number).ShouldBe([2, 4, 5]);
        string[] columns = ["单位名称", "电话", "建立日期", "编号"];
        rows.Select(line => string.Join('|', columns.Select(c => line.Row![c]))).ShouldBe(
        [
            "德阳市公安局|13500000001|2020-04-20|000838",
            "旌阳分局|0838-110|2020-04-20T12:00:00|0.3",
            "无坐标|7|2020-04-20|true",
        ]);
        rows[1].Row!.CellOf("电话").ShouldBe("B4");
    }

    [Fact]
    public async Task Merged_cells_stand_in_each_and_a_title_is_no_header()
    {
        var book = new Workbook
        {
            Rows = """
                <row r="1"><c r="A1" t="inlineStr"><is><t>德阳市政务微博一览表</t></is></c></row>
                <row r="3"><c r="A3" t="inlineStr"><is><t>地区</t></is></c><c r="B3" t="inlineStr"><is><t>单位</t></is></c><c r="C3" t="inlineStr"><is><t>条线</t></is></c></row>
                <row r="4"><c r="A4" t="inlineStr"><is><t>旌阳区</t></is></c><c r="B4" t="inlineStr"><is><t>公安分局</t></is></c></row>
                <row r="5"><c r="A5"/><c r="B5" t="inlineStr"><is><t>交警大队</t></is></c><c r="C5" t="inlineStr"><is><t>公安</t></is></c></row>
                <row r="6"/>
                <row r="7"><c r="B7" t="inlineStr"><is><t>法院</t></is></c><c r="C7" t="inlineStr"><is><t>法院</t></is></c></row>
                """,
            Merges = ["A1:C2", "A4:A1048576", "B5:C5"],
        };
        (await Read(book)).Select(line => $"{line.Row!["地区"]}/{line.Row["单位"]}/{line.Row["条线"]}").ShouldBe(["旌阳区/公安分局/", "旌阳区/交警大队/公安", "旌阳区/法院/法院"]);
    }

    [Fact]
    public async Task What_a_cell_cannot_say_is_told_with_its_name()
    {
        var book = new Workbook
        {
            Rows = """
                <row r="1"><c r="A1" t="inlineStr"><is><t>单位</t></is></c><c r="B1" t="inlineStr"><is><t>电话</t></is></c></row>
                <row r="2"><c r="A2"><f>VLOOKUP(B2,Sheet2!A:B,2)</f></c><c r="B2"><v>1</v></c></row>
                <row r="3"><c r="A3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>
                <row r="7"><c r="A7" t="inlineStr"><is><t>居委会</t></is></c><c r="B7"><v>5.1060219900101E17</v></c></row>
                <row r="8"><c r="A8" t="s"><v>99</v></c></row>
                <row r="9"><c r="A9" t="inlineStr"><is><t>好</t></is></c><c r="B9" t="str"><f>""</f><v></v></c><c r="C9" t="e"><v>#REF!</v></c></row>
                """,
        };
        var lines = await Read(book);
        lines.Take(4).Select(line => line.Fault!.ToString()).ShouldBe(
        [
            "row 2, 单位 (A2): the formula in this cell has no saved result: open the file in Excel or WPS and save it, or paste the column as values",
            "row 3, 单位 (A3): the cell shows the error #DIV/0!",
            "row 7, 电话 (B7): a number of more than 15 figures, of which a spreadsheet forgets the last ones: set the column to text and type it again",
            "row 8, 单位 (A8): cannot be read",
        ]);
        lines[1].Fault!.ReasonIn(Words.For("zh-Hans")).ShouldBe("这一格显示错误 #DIV/0!");
        (lines[4].Row!["单位"], lines[4].Row!["电话"]).ShouldBe(("好", ""));
    }

    [Fact]
    public async Task A_million_empty_rows_are_passed_over()
    {
        var rows = new StringBuilder("""<row r="1"><c r="A1" t="inlineStr"><is><t>单位</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>一</t></is></c></row>""");
        for (var row = 3; row < 1_048_576; row++) rows.Append(System.Globalization.CultureInfo.InvariantCulture, $"<row r=\"{row}\"><c r=\"A{row}\" s=\"0\"/></row>");
        rows.Append("""<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>末</t></is></c></row>""");
        var file = new Workbook { Rows = rows.ToString() }.Save();
        rows.Clear();
        // Other tests allocate at the same time: only this thread counts, and it reads to the end without waiting.
        var before = GC.GetAllocatedBytesForCurrentThread();
        var reading = Read(file);
        reading.IsCompletedSuccessfully.ShouldBeTrue();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(400L * 1024 * 1024);
        var lines = await reading;
        lines.Select(line => line.Row!["单位"]).ShouldBe(["一", "末"]);
    }

    [Fact]
    public async Task The_first_sheet_with_content_counts_and_hidden_ones_do_not()
    {
        var row = (string text) => $"<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>{text}</t></is></c></row><row r=\"2\"><c r=\"A2\"><v>1</v></c></row>";
        var lines = await Read(new Workbook { Sheets = [("选项", "hidden", row("藏")), ("空", "", "<row r=\"1\"/>"), ("表", "", row("单位")), ("后", "", row("后"))] });
        lines.Single().Row!.Columns.ShouldBe(["单位"]);
        await Refused("shared.table.nothing", new Workbook { Sheets = [("空", "", ""), ("选项", "veryHidden", row("藏"))] }.Save());
    }

    [Fact]
    public async Task Files_of_the_wrong_kind_say_what_to_do()
    {
        byte[] compound = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]];
        await Refused("shared.table.old_xls", compound, "单位.xls");
        await Refused("shared.table.locked", [.. compound, .. Encoding.Unicode.GetBytes("EncryptedPackage"), 0]);
        await Refused("shared.table.macros", new Workbook { Extra = [("xl/vbaProject.bin", "Sub Auto_Open()")] }.Save(), "单位.xlsm");
        await Refused("shared.table.no_sheet", Encoding.UTF8.GetBytes("<html><table><tr><td>单位</td></tr></table></html>"), "单位.xls");
        await Refused("shared.table.no_sheet", Workbook.Zipped(("word/document.xml", "<w/>")));
        await Refused("shared.table.no_sheet", new Workbook { Rows = "<row r=\"1\"><c r=\"A1\"" }.Save());
        await Refused("shared.table.no_sheet", new Workbook { Rows = "<row r=\"2\"/><row r=\"1\"/>" }.Save());
        await Refused("shared.table.no_sheet", new Workbook { Rows = "", Prologue = "<!DOCTYPE w [<!ENTITY a \"aaaa\">]>" }.Save());
        await Refused("shared.table.column_twice", new Workbook { Rows = "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"C1\"><v>1</v></c></row>" }.Save());
        TableUnreadable.Because("shared.table.macros").ReasonIn(Words.For("zh-Hans")).ShouldContain("另存为");
    }

    [Fact]
    public async Task What_would_unpack_without_end_is_never_unpacked()
    {
        var zeros = new string('0', 2_000_000);
        await Refused("shared.table.too_large", new Workbook { Extra = [("xl/media/bomb.bin", zeros)] }.Save());
        await Refused("shared.table.too_large", new Workbook { Extra = [.. Enumerable.Range(0, 2001).Select(n => ($"x/{n}", ""))] }.Save());
        // Its table of contents says less than what comes out.
        var liar = new Workbook { Rows = $"<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>单位</t></is></c></row><!--{new string('x', 50_000)}-->" }.Save();
        Shrink(liar, "xl/worksheets/sheet1.xml", 1000);
        await Refused("shared.table.no_sheet", liar);
    }

    [Fact]
    public async Task Merges_over_each_other_are_refused()
    {
        var book = new Workbook
        {
            Rows = "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>2</v></c></row><row r=\"2\"><c r=\"A2\"><v>1</v></c></row>",
            Merges = [.. Enumerable.Repeat("A2:XFD2", 5)],
        };
        await Refused("shared.table.merges", book.Save());
        await Refused("shared.table.merges", (book with { Merges = [.. Enumerable.Repeat("A5:B5", 20_001)] }).Save());
    }

    [Fact]
    public async Task A_gbk_clerks_file_is_read()
    {
        var gbk = CodePagesEncodingProvider.Instance.GetEncoding("GBK")!;
        const string Csv = "单位名称,电话\r\n德阳市镕峪街道办事处,0838-2501234\r\n朱镕路派出所,110\r\n";
        var lines = await Read(gbk.GetBytes(Csv), "单位.csv");
        lines.Select(line => line.Row!["单位名称"]).ShouldBe(["德阳市镕峪街道办事处", "朱镕路派出所"]);
        // GB18030 has a mark of its own.
        var gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;
        lines = await Read([0x84, 0x31, 0x95, 0x33, .. gb18030.GetBytes(Csv)], "单位.csv");
        lines[0].Row!.Columns.First().ShouldBe("单位名称");
    }

    [Fact]
    public async Task Any_damage_is_refused_or_read()
    {
        var whole = new Workbook { Shared = ["甲"], Rows = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row><row r=\"2\"><c r=\"A2\"><v>5</v></c></row>" }.Save();
        var dice = Dice.For(7, nameof(Any_damage_is_refused_or_read));
        for (var round = 0; round < 300; round++)
        {
            var bytes = whole.ToArray();
            for (var hit = 0; hit < 1 + round % 4; hit++) bytes[dice.Below(bytes.Length)] = (byte)dice.Below(256);
            if (round % 5 == 0) bytes = bytes[..dice.Below(bytes.Length)];
            try { await Read(bytes); }
            catch (InvalidDataException) { }
        }
    }

    [Theory]
    [InlineData("A1", 0, 1)]
    [InlineData("z9", 25, 9)]
    [InlineData("AA10", 26, 10)]
    [InlineData("XFD1048576", 16_383, 1_048_576)]
    public void Cells_have_names(string name, int column, int row)
    {
        CellName.TryRead(name, out var c, out var r).ShouldBeTrue();
        (c, r).ShouldBe((column, row));
        CellName.Of(column, row).ShouldBe(name.ToUpperInvariant());
    }

    [Theory]
    [InlineData("")]
    [InlineData("A")]
    [InlineData("12")]
    [InlineData("A0")]
    [InlineData("XFE1")]
    [InlineData("A1048577")]
    [InlineData("AAAAAAAAAAAAAAAAAAAA1")]
    public void And_what_is_none_is_not_taken(string name) => CellName.TryRead(name, out _, out _).ShouldBeFalse();

    private static async Task Refused(string word, byte[] bytes, string name = "单位.xlsx")
    {
        var refusal = await Should.ThrowAsync<InvalidDataException>(() => Read(bytes, name));
        refusal.ReasonIn(Words.For("zh-Hans")).ShouldStartWith(Words.For("zh-Hans")[word].Split('{', '“')[0], Case.Sensitive, $"{name}: {refusal.Message}");
    }

    private static Task<List<TableLine>> Read(Workbook book) => Read(book.Save());

    private static async Task<List<TableLine>> Read(byte[] bytes, string name = "单位.xlsx")
    {
        var lines = new List<TableLine>();
        await foreach (var line in TableFile.Read(new MemoryStream(bytes), name, TestContext.Current.CancellationToken)) lines.Add(line);
        return lines;
    }

    /// <summary>Makes the table of contents say that an entry unpacks to less than it does.</summary>
    private static void Shrink(byte[] zip, string entry, int size)
    {
        var at = zip.AsSpan().LastIndexOf(Encoding.UTF8.GetBytes(entry)) - 46;
        zip.AsSpan(at, 4).SequenceEqual("PK\u0001\u0002"u8).ShouldBeTrue();
        BitConverter.GetBytes(size).CopyTo(zip, at + 24);
    }
}
