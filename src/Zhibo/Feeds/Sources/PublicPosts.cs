using Microsoft.EntityFrameworkCore;
using Zhibo.Posts;

namespace Zhibo.Feeds.Sources;

/// <summary>What may leave the site on its own: what was said to everybody. Comments stay where they were made, and reposts
/// without words say nothing new.</summary>
internal static class PublicPosts
{
    public static IQueryable<Post> ForEverybody(this IQueryable<Post> posts) =>
        posts.Where(p => p.Visibility == Visibility.Public && (p.Kind == PostKind.Original || p.Kind == PostKind.Quote) && p.DeletedAt == null);

    public static bool IsForEverybody(this Post post) =>
        post is { Visibility: Visibility.Public, Kind: PostKind.Original or PostKind.Quote, DeletedAt: null };

    public static Task<List<long>> Newest(this IQueryable<Post> posts, int count, CancellationToken ct) =>
        posts.ForEverybody().OrderByDescending(p => p.Id).Select(p => p.Id).Take(count).ToListAsync(ct);
}
