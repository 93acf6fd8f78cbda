using System.Globalization;
using System.Security.Cryptography;
using Zhibo.Media.Storing;
using Zhibo.Shared;

namespace Zhibo.Documents.Files;

/// <summary>Looks at a file that arrives and keeps it in the media store. Whose it is says somebody else.</summary>
public sealed class KeepPaper(MediaStore store, Settings settings, Ids ids, ILogger<KeepPaper> log)
{
    private const int HashLength = 40;

    /// <summary>What is hashed before the content, so that a paper never shares its place in the store with a picture.</summary>
    private static ReadOnlySpan<byte> Kind => "paper\n"u8;

    public sealed record Kept(string Hash, PaperFormat Format, long Bytes);

    public int Megabytes => settings.Uploads.DocumentMegabytes;

    internal long MostBytes => Megabytes * 1024L * 1024;

    /// <param name="content">Read once, never held in memory.</param>
    /// <param name="ct">Stops the reading.</param>
    public async Task<Kept> Run(Stream content, CancellationToken ct)
    {
        var folder = Directory.CreateDirectory(Path.Combine(store.Arriving, ids.Next().ToString(CultureInfo.InvariantCulture))).FullName;
        try
        {
            var arrived = Path.Combine(folder, "file");
            var kept = await Receive(content, arrived, ct);
            await Put(kept, arrived, ct);
            return kept;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<Kept> Receive(Stream content, string to, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Kind);
        await using var file = new FileStream(to, FileMode.CreateNew, FileAccess.ReadWrite);
        var buffer = new byte[64 * 1024];
        while (await content.ReadAsync(buffer, ct) is > 0 and var read)
        {
            hash.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), ct);
            if (file.Length > MostBytes) throw new Refusal(RefusalKind.TooLarge, "documents.file.too_large", "files", Megabytes);
        }
        await file.FlushAsync(ct);
        return new(Convert.ToHexStringLower(hash.GetHashAndReset())[..HashLength], PaperCheck.Of(file), file.Length);
    }

    private async Task Put(Kept kept, string file, CancellationToken ct)
    {
        try
        {
            await store.Put(kept.Hash, kept.Format.StoredAs(), file, ct);
        }
        catch (IOException e)
        {
            // The disk is full, or the bucket has other keys: nothing the sender could mend.
            log.LogError("A file cannot be kept: {Reason}", e.Message);
            throw new Refusal(RefusalKind.Busy, "media.store_away") { RetryAfter = TimeSpan.FromMinutes(1) };
        }
    }
}
