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

    public static async Task<TextReader> Open(Stream stream, CancellationToken ct)
    {
        if (!stream.CanSeek)
        {
            var copy = new MemoryStream();
            await stream.CopyToAsync(copy, ct);
            stream = copy;
        }

        stream.Position = 0;
        var encoding = await Detect(stream, ct);
        stream.Position = 0;
        return new StreamReader(stream, encoding, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
    }

    private static async Task<Encoding> Detect(Stream stream, CancellationToken ct)
    {
        var utf8 = Encoding.GetEncoding("utf-8", EncoderFallback.ReplacementFallback, Mark);
        var decoder = utf8.GetDecoder();
        var (bytes, chars) = (ArrayPool<byte>.Shared.Rent(ChunkSize), ArrayPool<char>.Shared.Rent(ChunkSize + 1));
        var (good, bad) = (0L, 0L);
        try
        {
            int read;
            do
            {
                read = await stream.ReadAsync(bytes.AsMemory(0, ChunkSize), ct);
                if (good + bad == 0 && StartsWithMark(bytes.AsSpan(0, read))) return utf8;
                var text = chars.AsSpan(0, decoder.GetChars(bytes.AsSpan(0, read), chars, flush: read == 0));
                foreach (var sign in text)
                    if (sign == Unreadable) bad++;
                    else if (sign > '\u007F') good++;
            }
            while (read > 0);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
            ArrayPool<char>.Shared.Return(chars);
        }

        return bad * GoodPerBad <= good
            ? utf8
            : CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ReplacementFallback, Mark)!;
    }

    private static bool StartsWithMark(ReadOnlySpan<byte> bytes) =>
        bytes is [0xEF, 0xBB, 0xBF, ..] or [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];
}
