using Zhibo.Shared.Text;

namespace Zhibo.Halls;

/// <summary>A topic under which the agencies of a hall publish regularly; of what others say under it, the hall shows nothing.</summary>
/// <param name="Name">As its administrators wrote it.</param>
public sealed record HallColumn(Hall Hall, string Name)
{
    /// <summary>More do not fit above a stream.</summary>
    public const int Most = 12;

    /// <summary>By which the topic is found.</summary>
    public string Key { get; } = TopicName.Key(Name);

    /// <summary>Local address of its page.</summary>
    public string Path => HallEntry.HomeOf(Hall) + Query;

    /// <summary>What its page is asked by.</summary>
    public string Query => "?column=" + Uri.EscapeDataString(Name);

    public static IReadOnlyList<HallColumn> Of(Hall hall) =>
        [.. hall.Columns.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(name => new HallColumn(hall, name))];

    /// <summary>The name in what somebody typed, with or without the # signs around it; null where no post could stand under it.</summary>
    public static string? NameIn(string typed)
    {
        var name = TopicName.Display(TopicName.Display(typed).Trim('#', '＃'));
        return PostText.Parse($"#{name}#") is [{ Kind: TokenKind.Topic } topic] && topic.Value == name ? name : null;
    }
}
