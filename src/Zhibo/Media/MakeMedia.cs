using System.Globalization;
using System.Security.Cryptography;
using Zhibo.Media.Making;
using Zhibo.Media.Storing;
using Zhibo.Media.Worker;
using Zhibo.Shared;

namespace Zhibo.Media;

/// <summary>Makes of a file that arrives what pages show, and keeps that. Whose it is says somebody else.</summary>
public sealed class MakeMedia(Ids ids, UploadRules rules, Workbench bench, MediaStore store, ILogger<MakeMedia> log)
{
    /// <summary>The row that shall stand for it, without an owner yet.</summary>
    /// <param name="content">Read once, never held in memory.</param>
    /// <param name="ct">Stops the reading.</param>
    public async Task<MediaFile> Run(Stream content, CancellationToken ct)
    {
        var folder = Directory.CreateDirectory(Path.Combine(store.Arriving, ids.Next().ToString(CultureInfo.InvariantCulture))).FullName;
        var arrived = Path.Combine(folder, "file");
        var (later, first) = (false, new TaskCompletionSource());
        try
        {
            var (format, hash, bytes) = await Receive(content, arrived, ct);
            var made = Directory.CreateDirectory(Path.Combine(folder, "made")).FullName;
            var order = new WorkOrder(format, arrived, made) { MostPixels = rules.MostPixels, Ffmpeg = rules.Ffmpeg, MostSeconds = FileFormats.KindOf(format) == MediaKind.Picture ? 20 : 60 };
            var result = await bench.Do(order, done => Later(done, first.Task, hash, folder), ct);
            if (result.Refusal is { } word) throw new Refusal(RefusalKind.Invalid, word, "file");
            later = result.More;
            await PutAll(hash, made, ct);
            // Without ffmpeg a film is kept as it came.
            if (FileFormats.KindOf(format) != MediaKind.Picture && rules.Ffmpeg is null) await Put(hash, MediaPath.NameOf(format), arrived, ct);
            return Row(format, hash, bytes, result);
        }
        finally
        {
            first.TrySetResult();
            if (!later) Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<(FileFormat Format, string Hash, long Bytes)> Receive(Stream content, string to, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = File.Create(to);
        var buffer = new byte[64 * 1024];
        var start = await content.ReadAtLeastAsync(buffer, FileFormats.Needed, throwOnEndOfStream: false, ct);
        var format = FileFormats.Of(buffer.AsSpan(0, start));
        if (format == FileFormat.Unknown) throw new Refusal(RefusalKind.Invalid, start == 0 ? "media.empty" : "media.unknown_format", "file");
        var most = rules.MostBytes(FileFormats.KindOf(format));
        for (var read = start; read > 0; read = await content.ReadAsync(buffer, ct))
        {
            hash.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), ct);
            if (file.Length > most) throw rules.TooLarge(FileFormats.KindOf(format));
        }
        return (format, Convert.ToHexStringLower(hash.GetHashAndReset())[..MediaPath.HashLength], file.Length);
    }

    /// <summary>The larger files; small pictures have them before the first are kept.</summary>
    private async Task Later(bool done, Task first, string hash, string folder)
    {
        await first;
        if (done) await PutAll(hash, Path.Combine(folder, "made"), CancellationToken.None);
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>What the worker is still writing has a name of its own.</summary>
    private async Task PutAll(string hash, string folder, CancellationToken ct)
    {
        foreach (var file in Directory.GetFiles(folder).Where(f => MediaPath.IsName(Path.GetFileName(f)))) await Put(hash, Path.GetFileName(file), file, ct);
    }

    private async Task Put(string hash, string name, string file, CancellationToken ct)
    {
        try
        {
            await store.Put(hash, name, file, ct);
        }
        catch (IOException e)
        {
            // The disk is full, or the bucket has other keys: nothing the sender could mend.
            log.LogError("A file cannot be kept: {Reason}", e.Message);
            throw new Refusal(RefusalKind.Busy, "media.store_away") { RetryAfter = TimeSpan.FromMinutes(1) };
        }
    }

    private MediaFile Row(FileFormat format, string hash, long bytes, WorkResult made)
    {
        var file = new MediaFile
        {
            Id = ids.Next(),
            Kind = FileFormats.KindOf(format),
            Format = format,
            Hash = hash,
            Bytes = bytes,
            Width = made.Width,
            Height = made.Height,
            Seconds = made.Seconds > 0 ? made.Seconds : null,
            Moves = made.Moves,
            BlurHash = made.BlurHash,
        };
        file.FreeUntil = Ids.TimeOf(file.Id) + UploadRules.WaitsFor;
        return file;
    }
}
