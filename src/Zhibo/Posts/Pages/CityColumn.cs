using System.Collections.Concurrent;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Shared;
using Zhibo.Shared.Text;
using Zhibo.Web;

namespace Zhibo.Posts.Pages;

/// <summary>What the city talks about, for the right column; the module of trends puts its own answer here.</summary>
public sealed class CityTopics
{
    /// <summary>What rises now, best first, in the words of a language; under it stands what was most spoken of in the week.</summary>
    public Func<Words, CancellationToken, ValueTask<IReadOnlyList<TopicLink>>> Of { get; init; } = (_, _) => new([]);

    /// <summary>Topics that do not stand among the others, by id.</summary>
    public Func<long, bool> LeavesOut { get; init; } = _ => false;
}

/// <summary>The right column: figures of the city and what it talks about, drawn at most once a minute.</summary>
public sealed class CityColumn(IDbContextFactory<Db> contexts, PageWriter pages, CityTopics topics, TimeProvider clock)
{
    private const int MostTopics = 8;
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, (DateTimeOffset Until, Task<ReadOnlyMemory<byte>> Html)> _drawn = new();

    public async ValueTask<ReadOnlyMemory<byte>> Of(string language, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (_drawn.TryGetValue(language, out var held) && held.Until > now && !held.Html.IsFaulted) return await held.Html.WaitAsync(ct);
        var drawing = Draw(language);
        _drawn[language] = (now + Fresh, drawing);
        return await drawing.WaitAsync(ct);
    }

    private async Task<ReadOnlyMemory<byte>> Draw(string language)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var words = Words.For(language);
        var week = Ids.Boundary(clock.GetUtcNow().AddDays(-7));
        var today = Ids.Boundary(clock.GetUtcNow().AddDays(-1));
        var rising = await topics.Of(words, CancellationToken.None);
        var shown = rising.Select(t => t.Name).ToHashSet();
        var spoken = await db.Topics.Where(t => t.LastPostId > week).OrderByDescending(t => t.PostsCount).ThenByDescending(t => t.LastPostId).Take(MostTopics * 2).ToListAsync();
        List<CityFigure> figures =
        [
            new(HumanCount.Of(await db.Accounts.CountAsync(a => a.Kind != AccountKind.Citizen), words), words["posts.figure.agencies"]),
            new(HumanCount.Of(await db.Accounts.CountAsync(a => a.Kind == AccountKind.Citizen), words), words["posts.figure.citizens"]),
            new(HumanCount.Of(await db.Posts.CountAsync(p => p.Id > today && p.Visibility == Visibility.Public && p.DeletedAt == null), words), words["posts.figure.today"]),
        ];
        var html = await pages.Render<CityAside>(language, new Dictionary<string, object?>
        {
            [nameof(CityAside.Figures)] = figures,
            [nameof(CityAside.Topics)] = rising.Concat(spoken.Where(t => !shown.Contains(t.Name) && !topics.LeavesOut(t.Id)).Select(t => new TopicLink(t.Name, TopicName.Path(t.Name), HumanCount.Of(t.PostsCount, words)))).Take(MostTopics).ToList(),
        });
        return Encoding.UTF8.GetBytes(html);
    }
}
