using Zhibo.Halls.Members;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Halls.Pages;

/// <summary>What is asked of a hall's page: <c>?column=&amp;line=&amp;level=&amp;region=&amp;before=</c>. A field that is there but empty opens its tab.</summary>
internal sealed record HallQuery(HallEntry Entry, string Path, HallFilter Filter)
{
    private const int LongestValue = 40;

    public Hall Hall => Entry.Hall;

    /// <summary>Only what is said under this topic.</summary>
    public HallColumn? Column { get; private init; }

    public HallTab Tab { get; private init; }

    public long? Before { get; private init; }

    public bool IsPlain => Tab == HallTab.Newest && Before is null;

    public static HallQuery Of(HttpContext http, HallEntry entry, string path, long? before)
    {
        var query = http.Request.Query;
        return new(entry, path, HallFilter.Of(Field("line"), Field("level"), Field("region")))
        {
            Before = before,
            Column = query.TryGetValue("column", out var column) ? ColumnOf(entry, column.ToString()) : null,
            Tab = query.ContainsKey("column") ? HallTab.Column : query.ContainsKey("line") ? HallTab.Line : query.ContainsKey("region") ? HallTab.Region : query.ContainsKey("level") ? HallTab.Level : HallTab.Newest,
        };

        string? Field(string name) => query[name].ToString() is { Length: > 0 and <= LongestValue } value ? value : null;
    }

    /// <summary>The tab itself opens the first.</summary>
    private static HallColumn ColumnOf(HallEntry entry, string asked) =>
        (asked.Length == 0 ? entry.Columns.FirstOrDefault() : InputText.CleanLine(asked, PostText.LongestTopic).Ok ? entry.Column(asked) : null)
        ?? throw new Refusal(RefusalKind.NotFound, "halls.no_column");

    /// <summary>This page with something more in its query; null for nothing more.</summary>
    public string With(string? more)
    {
        List<string> parts = [];
        if (Column is not null) parts.Add(Column.Query[1..]);
        if (Tab == HallTab.Line || Filter.Line is not null) parts.Add("line=" + Uri.EscapeDataString(Filter.Line ?? ""));
        if (Tab == HallTab.Region || Filter.Region is not null) parts.Add("region=" + Uri.EscapeDataString(Filter.Region ?? ""));
        if (Tab == HallTab.Level || Filter.Level is not null) parts.Add("level=" + (Filter.Level is { } level ? HallFilter.NameOf(level) : ""));
        if (more is not null) parts.Add(more);
        return parts.Count == 0 ? Path : $"{Path}?{string.Join('&', parts)}";
    }
}
