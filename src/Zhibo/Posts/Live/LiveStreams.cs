using System.Collections.Concurrent;
using System.Threading.Channels;
using Zhibo.Accounts;
using Zhibo.Posts.Reading;
using Zhibo.Shared.Facts;

namespace Zhibo.Posts.Live;

/// <summary>What an open page is told: a new post in its stream, or that something happened to its reader.</summary>
public sealed record LiveEvent(string Kind, string Data);

/// <summary>Which posts an open page waits for: those its reader follows, or everybody's, or some only.</summary>
public sealed record LiveChoice(bool Home, Func<PostPublished, bool>? Takes = null);

/// <summary>Open event streams of this node. A reader who does not keep up loses events, never slows others: the page
/// counts anew when it loads.</summary>
public sealed class LiveStreams(Readers readers) : IWatch<PostPublished>, IWatch<RelationChanged>
{
    private const int Waiting = 64;
    private readonly ConcurrentDictionary<Stream, byte> _streams = new();

    public int Count => _streams.Count;

    /// <summary>One open page.</summary>
    public sealed class Stream(LiveChoice choice, long accountId)
    {
        public LiveChoice Choice { get; } = choice;

        public long AccountId { get; } = accountId;

        public ValueTask<LiveEvent> Next(CancellationToken ct) => Events.Reader.ReadAsync(ct);

        public void Offer(LiveEvent news) => Events.Writer.TryWrite(news);

        internal Channel<LiveEvent> Events { get; } = Channel.CreateBounded<LiveEvent>(
            new BoundedChannelOptions(Waiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

        internal Reader Reader { get; set; } = Reader.Stranger;
    }

    public async Task<Stream> Open(LiveChoice choice, long accountId, CancellationToken ct)
    {
        var stream = new Stream(choice, accountId) { Reader = await readers.Of(accountId, ct) };
        _streams[stream] = 0;
        return stream;
    }

    public void Close(Stream stream) => _streams.TryRemove(stream, out _);

    public bool Has(long accountId) => !_streams.IsEmpty && _streams.Keys.Any(s => s.AccountId == accountId);

    /// <summary>To every open page of one account.</summary>
    public void Tell(long accountId, LiveEvent news)
    {
        foreach (var (stream, _) in _streams)
            if (stream.AccountId == accountId) stream.Events.Writer.TryWrite(news);
    }

    public void Seen(PostPublished fact)
    {
        if (_streams.IsEmpty || fact.Imported || fact.Kind == PostKind.Comment || fact.Visibility >= Visibility.Direct) return;
        var news = new LiveEvent("post", fact.PostId.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var forAll = fact.Visibility == Visibility.Public && fact.Kind != PostKind.Repost;
        foreach (var (stream, _) in _streams)
        {
            var reader = stream.Reader;
            // One's own post is on the page already.
            if (fact.AuthorId == stream.AccountId || reader.Mutes(fact.AuthorId) || reader.BlocksOrIsBlockedBy(fact.AuthorId)) continue;
            if (stream.Choice.Home ? reader.HasAtHome(fact.AuthorId) : forAll && stream.Choice.Takes?.Invoke(fact) != false) stream.Events.Writer.TryWrite(news);
        }
    }

    public void Seen(RelationChanged fact)
    {
        foreach (var (stream, _) in _streams)
            if (stream.AccountId != 0 && (stream.AccountId == fact.AccountId || stream.AccountId == fact.TargetId)) _ = Renew(stream);
    }

    private async Task Renew(Stream stream) => stream.Reader = await readers.Of(stream.AccountId);
}
