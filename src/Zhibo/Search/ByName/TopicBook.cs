using Zhibo.Data;
using Zhibo.Posts;
using Zhibo.Shared.Facts;
using Zhibo.Shared.Text;

namespace Zhibo.Search.ByName;

/// <summary>Topics by name, pinyin, first letters.</summary>
public sealed class TopicBook : IWatch<TopicOpened>, IForget
{
    private const int MostHeld = 200_000;
    private readonly Engine engine;
    private readonly NameBook book;

    public TopicBook(Engine engine)
    {
        this.engine = engine;
        book = new(Read);
    }

    public void Seen(TopicOpened fact) => book.Changed(fact.TopicId);

    public void Forget() => book.Changed();

    internal List<long> Best(string text, int skip, int count) => book.Best(text, skip, count);

    internal void Prepare() => book.Prepare();

    private IEnumerable<NameKey<Named>> Read(IReadOnlySet<long>? among)
    {
        using var db = engine.ReadHeld();
        var topics = among is null ? db.Topics.OrderByDescending(t => t.PostsCount).Take(MostHeld) : db.Topics.Where(t => among.Contains(t.Id));
        foreach (var row in topics.Select(t => new { t.Id, t.Name, t.PostsCount }).AsEnumerable())
            yield return NameKeys.Of(new Named(row.Id, 0, row.PostsCount), [TopicName.Display(row.Name)], "");
    }
}
