using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Shared.Jobs;
using Zhibo.Shared.Outside;

namespace Zhibo.Posts.Links;

/// <summary>Reads the page behind a card. What could not be read is tried again by <see cref="RefreshLinks"/>, ever more seldom;
/// a card that was read once keeps what it says.</summary>
internal sealed class ReadLink(OutsideClient outside, IDbContextFactory<Db> databases, Writer writer, TimeProvider clock) : IJob
{
    public const string Kind = "link";

    private const int MostBytes = 512 * 1024, MostPosts = 500, MostDoublings = 10;
    public static readonly TimeSpan Again = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(7), Longest = TimeSpan.FromDays(30);

    public static string KeyOf(long cardId) => "link " + cardId.ToString(CultureInfo.InvariantCulture);

    public async Task Run(Job job, CancellationToken ct)
    {
        var id = job.Read<long>();
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.LinkCards.FirstOrDefaultAsync(c => c.Id == id, ct) is not { } card) return;
        var said = await Read(card.Url, ct);
        await writer.Run(turn => Keep(turn, id, said), CancellationToken.None);
    }

    private async Task<LinkText?> Read(string url, CancellationToken ct)
    {
        try
        {
            var page = await outside.Get(new Uri(url), MostBytes, "text/html,application/xhtml+xml;q=0.9", ct);
            return page.Type is "text/html" or "application/xhtml+xml" ? LinkText.Of(page) : null;
        }
        catch (OutsideFailure) { return null; }
    }

    private void Keep(Db turn, long id, LinkText? said)
    {
        var now = clock.GetUtcNow();
        if (turn.LinkCards.AsTracking().FirstOrDefault(c => c.Id == id) is not { } card) return;
        if (said is null)
        {
            var wait = Again * Math.Pow(2, Math.Min(card.Failures++, MostDoublings));
            card.DueAt = now + (wait < Longest ? wait : Longest);
            return;
        }
        var changed = (card.Title, card.Description, card.SiteName) != (said.Title, said.Description, said.SiteName);
        (card.Title, card.Description, card.SiteName, card.ReadAt, card.DueAt, card.Failures) = (said.Title, said.Description, said.SiteName, now, now + Fresh, 0);
        if (!changed) return;
        foreach (var post in turn.PostLinks.Where(l => l.CardId == id).OrderByDescending(l => l.PostId).Take(MostPosts).Select(l => l.PostId).ToList()) turn.Raise(new PostCounted(post));
    }
}
