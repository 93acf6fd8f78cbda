using System.Buffers;
using System.Text;

namespace Zhibo.Shared.Text.Tables;

/// <summary>UTF-8 with or without mark, UTF-16 with mark, else GB18030, as Chinese spreadsheets save.</summary>
internal static class TableEncoding
{
    /// <summary>Stands where bytes could not be read; no text holds it otherwise.</summary>
    public const char Unreadable = '\uFFFF';

    // A broken sign or two in a UTF-8 file must not turn the whole of it into nonsense:
    // GB18030 read as UTF-8 fails at nearly every sign, so one in ten tells them apart.
    private const int GoodPerBad = 10;
    private const int ChunkSize = 64 * 1024;

    private static readonly DecoderReplacementFallback Mark = new(Unreadable.ToString());

    /// <summary>The text of a file as a stream of UTF-8 without mark. The file is read twice, so it must be seekable.</summary>
    public static async Task<Stream> Open(Stream stream, CancellationToken ct)
    {
        stream.Position = 0;
        var (encoding, mark) = await Detect(stream, ct);
        stream.Position = mark;
        return Encoding.CreateTranscodingStream(stream, encoding, new UTF8Encoding(false), leaveOpen: true);
    }

    private static async Task<(Encoding Encoding, int Mark)> Detect(Stream stream, CancellationToken ct)
    {
        var chunk = ArrayPool<byte>.Shared.Rent(ChunkSize);
        try
        {
            var read = await stream.ReadAtLeastAsync(chunk.AsMemory(0, ChunkSize), ChunkSize, throwOnEndOfStream: false, ct);
            if (Marked(chunk.AsSpan(0, read)) is { } marked) return marked;
            var share = new Utf8Share();
            while (read > 0)
            {
                share.Count(chunk.AsSpan(0, read));
                read = await stream.ReadAsync(chunk.AsMemory(0, ChunkSize), ct);
            }

            return (share.IsUtf8() ? With("utf-8") : Gb18030(), 0);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    private static (Encoding, int)? Marked(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (With("utf-8"), 3),
        [0xFF, 0xFE, ..] => (With("utf-16"), 2),
        [0xFE, 0xFF, ..] => (With("utf-16BE"), 2),
        _ => null,
    };

    private static Encoding With(string name) => Encoding.GetEncoding(name, EncoderFallback.ReplacementFallback, Mark);

    private static Encoding Gb18030() => CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ReplacementFallback, Mark)!;

    /// <summary>How much of a file reads as UTF-8.</summary>
    private sealed class Utf8Share
    {
        private readonly Decoder _decoder = With("utf-8").GetDecoder();
        private readonly char[] _chars = new char[ChunkSize + 16];
        private long _good;
        private long _bad;

        public void Count(ReadOnlySpan<byte> bytes) => Count(_chars.AsSpan(0, _decoder.GetChars(bytes, _chars, flush: false)));

        public bool IsUtf8()
        {
            Count(_chars.AsSpan(0, _decoder.GetChars([], _chars, flush: true)));
            return _bad * GoodPerBad <= _good;
        }

        private void Count(ReadOnlySpan<char> text)
        {
            foreach (var sign in text)
                if (sign == Unreadable) _bad++;
                else if (sign > '\u007F') _good++;
        }
    }
}
