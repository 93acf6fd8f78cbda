using System.Collections.Concurrent;
using System.Threading.Channels;
using Zhibo.Agencies;
using Zhibo.Posts;
using Zhibo.Shared.Facts;

namespace Zhibo.Desk.Live;

/// <summary>Open desk pages of this node. They are only told that something changed; each counts for itself what its reader
/// may see, and changes that come while it counts are one.</summary>
internal sealed class DeskStreams : IWatch<DeskChanged>, IWatch<SeatsChanged>, IWatch<CommentHeld>, IWatch<HeldCommentsChanged>
{
    private readonly ConcurrentDictionary<Stream, byte> streams = new();

    public Stream Open(long agency, long user)
    {
        var stream = new Stream(agency, user);
        streams[stream] = 0;
        return stream;
    }

    public void Close(Stream stream) => streams.TryRemove(stream, out _);

    public void Seen(DeskChanged fact) => Ring(fact.AgencyId);

    public void Seen(CommentHeld fact) => Ring(fact.ReviewerId);

    public void Seen(HeldCommentsChanged fact) => Ring(fact.ReviewerId);

    /// <summary>Whose seat was taken away counts nothing any more.</summary>
    public void Seen(SeatsChanged fact)
    {
        foreach (var (stream, _) in streams)
            if (stream.User == fact.UserId) stream.Ring();
    }

    private void Ring(long agency)
    {
        foreach (var (stream, _) in streams)
            if (stream.Agency == agency) stream.Ring();
    }

    internal sealed class Stream(long agency, long user)
    {
        private readonly Channel<byte> bells = Channel.CreateBounded<byte>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

        public long Agency => agency;

        public long User => user;

        public void Ring() => bells.Writer.TryWrite(0);

        public ValueTask<byte> Next(CancellationToken ct) => bells.Reader.ReadAsync(ct);
    }
}
