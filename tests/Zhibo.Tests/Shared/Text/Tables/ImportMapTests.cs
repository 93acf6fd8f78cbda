using Zhibo.Shared.Text.Tables;

namespace Zhibo.Tests.Shared.Text.Tables;

public sealed class ImportMapTests
{
    private static readonly string[] Fields = ["external_id", "author", "text", "posted_at", "reposts", "state"];

    private static readonly ImportMap Map = ImportMap.Parse(
        """
        {"fields": {"text": "正文", "posted_at": "时间", "reposts": "转发",
          "state": {"column": "状态", "values": {"已办理": "answered", "办理中": "in_progress"}}},
         "time_zone": "Asia/Shanghai", "year": 2020}
        """, Fields, TimeZoneInfo.Utc);

    [Fact]
    public void Columns_become_fields()
    {
        var row = Row(("正文", "好 "), ("时间", "5月31日 23:54"), ("转发", "3061.0"), ("状态", " 已办理 "));
        Map.Demand(row, "text");
        Map.Text(row, "text").ShouldBe("好 ");
        Map.Text(row, "state").ShouldBe("answered");
        Map.Text(row, "author").ShouldBeNull();
        Map.TryTime(row, "posted_at", out var time, out _).ShouldBeTrue();
        time.ShouldBe(new DateTimeOffset(2020, 5, 31, 23, 54, 0, TimeSpan.FromHours(8)));
        Map.TryCount(row, "reposts", out var count, out _).ShouldBeTrue();
        count.ShouldBe(3061);
    }

    [Fact]
    public void Blank_cells_are_nothing()
    {
        var row = Row(("正文", " "), ("时间", ""), ("转发", "\u3000"), ("状态", "别的"));
        Map.Text(row, "text").ShouldBeNull();
        Map.TryTime(row, "posted_at", out var time, out _).ShouldBeTrue();
        Map.TryCount(row, "reposts", out var count, out _).ShouldBeTrue();
        (time, count).ShouldBe((null, null));
        Map.Text(row, "state").ShouldBe("别的");
    }

    [Theory]
    [InlineData("12,345", 12345L)]
    [InlineData("1.2万", 12000L)]
    [InlineData("1.7 亿", 170000000L)]
    [InlineData("0", 0L)]
    [InlineData("1.5", null)]
    [InlineData("-1", null)]
    [InlineData("赞", null)]
    [InlineData("万", null)]
    [InlineData("99999999999999999999999999999999", null)]
    [InlineData("99999999999999999999万", null)]
    public void Counts(string text, long? expected)
    {
        Map.TryCount(Row(("转发", text)), "reposts", out var count, out var fault).ShouldBe(expected is not null);
        count.ShouldBe(expected);
        if (expected is null) fault!.ToString().ShouldBe($"row 7, 转发: \"{text}\" is no whole number");
    }

    [Fact]
    public void A_bad_time_names_row_and_column()
    {
        Map.TryTime(Row(("时间", "昨天\n下午")), "posted_at", out _, out var fault).ShouldBeFalse();
        fault!.ToString().ShouldBe("row 7, 时间: \"昨天 下午\" is no time that can be read");
    }

    [Fact]
    public void Without_a_map_columns_bear_the_names_of_fields()
    {
        var map = ImportMap.ByName(Fields, TimeZoneInfo.Utc);
        var row = Row(("text", "好"), ("其他", "x"));
        map.Demand(row, "text");
        map.Text(row, "text").ShouldBe("好");
        map.Text(row, "author").ShouldBeNull();
        Should.Throw<InvalidDataException>(() => map.Demand(row, "posted_at")).Message
            .ShouldBe("no column is given for posted_at; the file has text, 其他");
    }

    [Fact]
    public void A_column_that_is_not_there_is_told() =>
        Should.Throw<InvalidDataException>(() => Map.Demand(Row(("正文", "好")), "text")).Message
            .ShouldBe("the map takes posted_at from 时间, but the file has 正文");

    [Fact]
    public void A_field_that_is_needed_and_not_mapped_is_told() =>
        Should.Throw<InvalidDataException>(() => Map.Demand(Row(("正文", "好")), "author")).Message
            .ShouldBe("no column is given for author; the file has 正文");

    [Theory]
    [InlineData("{", "the map is no JSON: ")]
    [InlineData("[]", "the map is no JSON object")]
    [InlineData("{}", "the map has no fields")]
    [InlineData("""{"fields": [], "year": 2020}""", "fields in the map is no object")]
    [InlineData("""{"fields": {"txt": "正文"}}""", "fields.txt in the map is no field; there are external_id, author, text, posted_at, reposts, state")]
    [InlineData("""{"fields": {"text": 3}}""", "fields.text in the map is neither a column's name nor {column, values}")]
    [InlineData("""{"fields": {"text": " "}}""", "fields.text in the map names no column")]
    [InlineData("""{"fields": {"text": {"values": {}}}}""", "fields.text in the map has no column")]
    [InlineData("""{"fields": {"text": {"column": "正文", "value": {}}}}""", "fields.text.value in the map is not understood; say column (a name) and values (an object)")]
    [InlineData("""{"fields": {"text": {"column": "正文", "values": {"a": 1}}}}""", "fields.text.values.a in the map is no text")]
    [InlineData("""{"fields": {}, "time_zone": "Mars/Olympus"}""", "time_zone in the map is no time zone: \"Mars/Olympus\"; say one such as Asia/Shanghai")]
    [InlineData("""{"fields": {}, "year": "2020"}""", "year in the map is no year between 1900 and 2200")]
    [InlineData("""{"fields": {}, "zone": 1}""", "the map knows fields, time_zone and year, not zone")]
    public void A_wrong_map_says_where(string json, string message) =>
        Should.Throw<InvalidDataException>(() => ImportMap.Parse(json, Fields, TimeZoneInfo.Utc)).Message.ShouldStartWith(message);

    private static TableRow Row(params (string Column, string Cell)[] cells) =>
        new(7, cells.Select((cell, i) => (cell.Column, i)).ToDictionary(pair => pair.Column, pair => pair.i), [.. cells.Select(cell => cell.Cell)]);
}
