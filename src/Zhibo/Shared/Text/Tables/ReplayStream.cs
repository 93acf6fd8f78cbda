namespace Zhibo.Shared.Text.Tables;

/// <summary>
/// Hands a source on and remembers what it handed out since a given offset, so that a reader that went astray can be
/// started again there.
/// </summary>
internal sealed class ReplayStream(Stream source) : Stream
{
    private byte[] _kept = new byte[128 * 1024];
    private int _length;
    private int _next;
    private long _start;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _start + _next;
        set => throw new NotSupportedException();
    }

    /// <summary>What lies before <paramref name="offset"/> will not be asked for again.</summary>
    public void Forget(long offset)
    {
        var gone = (int)(offset - _start);
        // Moving bytes for each row would cost more than keeping some.
        if (gone < _kept.Length / 2) return;
        _kept.AsSpan(gone, _length - gone).CopyTo(_kept);
        _length -= gone;
        _next -= gone;
        _start = offset;
    }

    public void Rewind(long offset) => _next = (int)(offset - _start);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_next == _length && !await Fetch(buffer.Length, cancellationToken)) return 0;
        var count = int.Min(buffer.Length, _length - _next);
        _kept.AsMemory(_next, count).CopyTo(buffer);
        _next += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("read asynchronously");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) source.Dispose();
        base.Dispose(disposing);
    }

    private async ValueTask<bool> Fetch(int wanted, CancellationToken ct)
    {
        while (_kept.Length - _length < wanted) Array.Resize(ref _kept, _kept.Length * 2);
        var read = await source.ReadAsync(_kept.AsMemory(_length, wanted), ct);
        _length += read;
        return read > 0;
    }
}
