using Zhibo.Demo.Staging;
using Zhibo.Posts;
using Zhibo.Shared.Text;

namespace Zhibo.Demo.Rows;

/// <summary>Posts with all that hangs on them, and their counters, by the same rules as the use cases.</summary>
internal sealed class PostRows
{
    private readonly Dictionary<string, long> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Topic> _topics = new(StringComparer.Ordinal);
    private readonly Dictionary<long, Post> _byId = [];
    private readonly PeopleRows _people;
    private readonly Numbers _numbers;

    public PostRows(City city, PeopleRows people, Numbers numbers)
    {
        (_people, _numbers) = (people, numbers);
        foreach (var account in people.Accounts)
        {
            _names[Names.Key(account.Handle)] = account.Id;
            _names[Names.Key(account.Nickname)] = account.Id;
        }
        foreach (var said in city.Posts) Add(said);
        foreach (var (by, said, at) in city.Ties.Likes.OrderBy(l => l.At))
        {
            Likes.Add(new Like { Id = numbers.At(at), AccountId = by.Id, PostId = said.Id });
            _byId[said.Id].LikesCount++;
        }
    }

    public IReadOnlyCollection<Post> Posts => _byId.Values;

    public List<PostEdit> Edits { get; } = [];

    public List<Mention> Mentions { get; } = [];

    public List<Like> Likes { get; } = [];

    public IReadOnlyCollection<Topic> Topics => _topics.Values;

    public List<PostTopic> PostTopics { get; } = [];

    public IEnumerable<long> MentionedIn(long postId) => Mentions.Where(m => m.PostId == postId).Select(m => m.AccountId).Distinct();

    private void Add(Said said)
    {
        var post = Row(said);
        _byId.Add(post.Id, post);
        var author = _people[said.Author];
        (author.PostsCount, author.LastPostId) = (author.PostsCount + 1, post.Id);
        Count(post);
        if (said.Corrected is { } corrected) Correct(post, corrected);
        var tokens = PostText.Resolve(PostText.Parse(post.Text), key => _names.TryGetValue(key, out var id) ? id : null);
        Mentions.AddRange(tokens.Where(t => t.AccountId != 0).Select(t => new Mention { PostId = post.Id, Start = t.Start, Length = t.Length, AccountId = t.AccountId }));
        if (post is { Visibility: Visibility.Public, Kind: not PostKind.Repost })
            foreach (var name in PostText.Topics(tokens)) PutUnder(name, said, post);
    }

    private Post Row(Said said)
    {
        said.Id = _numbers.At(said.At);
        var subject = said.Subject is { } s ? _byId[s.Id] : null;
        var (comments, passesOn) = (said.Kind == PostKind.Comment, said.Kind is PostKind.Quote or PostKind.Repost);
        return new()
        {
            Id = said.Id,
            AuthorId = said.Author.Id,
            Kind = said.Kind,
            Visibility = said.Visibility,
            Text = said.Text,
            Warning = said.Warning,
            Sensitive = said.Warning is not null,
            HasPoll = said.Poll is not null,
            Language = said.Text.Length > 0 ? "zh-CN" : null,
            ParentId = comments ? subject!.Id : null,
            RootId = comments ? subject!.RootId ?? subject.Id : null,
            RepostOfId = passesOn ? subject!.RepostOfId ?? subject.Id : null,
            RepostViaId = passesOn && subject!.Kind == PostKind.Quote ? subject.Id : null,
        };
    }

    private void Count(Post post)
    {
        if (post.ParentId is { } parent) _byId[parent].CommentsCount++;
        if (post.RootId is { } root && root != post.ParentId) _byId[root].CommentsCount++;
        if (post.RepostOfId is { } original) _byId[original].RepostsCount++;
        if (post.RepostViaId is { } via) _byId[via].RepostsCount++;
    }

    private void Correct(Post post, Correction corrected)
    {
        Edits.Add(new PostEdit { PostId = post.Id, Version = 0, Text = corrected.Before, Warning = post.Warning, Sensitive = post.Sensitive, WrittenAt = post.CreatedAt, Reason = corrected.Reason });
        (post.Version, post.EditedAt) = (1, DateTimeOffset.FromUnixTimeMilliseconds(corrected.At.ToUnixTimeMilliseconds()));
    }

    private void PutUnder(string name, Said said, Post post)
    {
        var key = TopicName.Key(name);
        if (!_topics.TryGetValue(key, out var topic)) _topics[key] = topic = new Topic { Id = _numbers.At(said.At), Name = name, Key = key };
        (topic.PostsCount, topic.LastPostId) = (topic.PostsCount + 1, post.Id);
        PostTopics.Add(new PostTopic { TopicId = topic.Id, PostId = post.Id });
    }
}
