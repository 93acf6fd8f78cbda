namespace Zhibo.Posts.Pages;

/// <summary>What the reader is to an account.</summary>
public sealed record Relation
{
    public bool Self { get; init; }

    public bool Following { get; init; }

    public bool FollowsMe { get; init; }

    public bool Muted { get; init; }

    public bool Blocked { get; init; }
}

public sealed record ProfileField(string Name, string Html);

/// <summary>An account's own page.</summary>
public sealed record ProfileView(AuthorView Account)
{
    /// <summary>Rendered by the one renderer.</summary>
    public string BioHtml { get; init; } = "";

    public string? BannerUrl { get; init; }

    public IReadOnlyList<ProfileField> Fields { get; init; } = [];

    public long Posts { get; init; }

    public long Following { get; init; }

    public long Followers { get; init; }

    public DateTimeOffset? JoinedAt { get; init; }

    public bool Frozen { get; init; }

    /// <summary>Null for a stranger.</summary>
    public Relation? Relation { get; init; }

    /// <summary>Markup that modules above put under the name.</summary>
    public string UnderName { get; init; } = "";

    /// <summary>The tab 含评论.</summary>
    public bool WithComments { get; init; }

    /// <summary>It issued documents.</summary>
    public bool Documents { get; init; }

    /// <summary>Something stands above the stream.</summary>
    public bool Pinned { get; init; }

    public bool Empty { get; init; }

    public string? Older { get; init; }

    public string? Newest { get; init; }
}
