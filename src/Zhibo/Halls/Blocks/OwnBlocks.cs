using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Halls.Members;
using Zhibo.Posts.Pages;
using Zhibo.Posts.Timelines;
using Zhibo.Shared.Text;
using Zhibo.Web;

namespace Zhibo.Halls.Blocks;

/// <summary>The blocks that halls themselves bring: who leads, whom it reaches, where to find whom.</summary>
internal sealed class OwnBlocks(PageWriter pages, IDbContextFactory<Db> databases, AuthorSets authors, TimelineReader timelines, CountHall count)
{
    private const int LongestExcerpt = 90, LongestBio = 120;

    public static readonly string[] Keys = ["lead", HallBlock.Posts, "coverage", "directory"];

    public static HallBlock Of(IServiceProvider services, string key)
    {
        var own = services.GetRequiredService<OwnBlocks>();
        return key switch
        {
            "lead" => new(key, 10, "halls.block.lead", own.Lead),
            "coverage" => new(key, 30, "halls.block.coverage", own.Coverage) { Side = true },
            "directory" => new(key, 40, "halls.block.directory", services.GetRequiredService<DirectoryTeasers>().Draw) { Side = true },
            _ => new(HallBlock.Posts, 50, "halls.block.posts", (_, _) => new((string?)null)),
        };
    }

    private async ValueTask<string?> Lead(HallAsk ask, CancellationToken ct)
    {
        if (ask.Hall.LeadId is not { } lead) return null;
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Accounts.Visible(db).FirstOrDefaultAsync(a => a.Id == lead && a.FrozenAt == null, ct) is not { } account) return null;
        var newest = await timelines.NewestOf(authors.Of([lead]), 1, ct);
        var post = await db.Posts.FirstOrDefaultAsync(p => newest.Contains(p.Id) && p.DeletedAt == null, ct);
        return await Draw<LeadBlock>(ask, new LeadView(PostViews.Author(account), PostHtml.Plain(account.Bio, LongestBio), account.FollowersCount)
        {
            Latest = post is null ? null : PostHtml.Plain(post.Warning ?? post.Text, LongestExcerpt),
            LatestUrl = post is null ? null : $"/posts/{post.Id}",
            LatestAt = post?.CreatedAt,
            Relation = ask.Caller is null ? null : new() { Self = ask.Caller.AccountId == lead, Following = ask.Reader.Follows(lead) },
            Back = ask.Path,
        });
    }

    private async ValueTask<string?> Coverage(HallAsk ask, CancellationToken ct)
    {
        var figures = await count.Of(ask.Entry, ask.Members, ct);
        return figures.Agencies == 0 ? null : await Draw<CoverageBlock>(ask, figures);
    }

    private async Task<string?> Draw<TBlock>(HallAsk ask, object view)
        where TBlock : IComponent =>
        await pages.Render<TBlock>(ask.Language, new Dictionary<string, object?> { ["View"] = view });
}
