using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Media.Making;
using Zhibo.Media.Storing;
using Zhibo.Media.Worker;
using Zhibo.Shared;
using Zhibo.Shared.Http;

namespace Zhibo.Media;

/// <summary>Takes a file that somebody sends, has the pictures made of it that pages show, and keeps it for a day: until
/// then a post must have taken it.</summary>
public sealed class UploadMedia(Db db, Writer writer, Ids ids, UploadRules rules, Workbench bench, MediaStore store)
{
    /// <param name="AccountId">In whose name it is sent.</param>
    /// <param name="UserId">Who sits at the keyboard.</param>
    /// <param name="Content">Read once, never held in memory.</param>
    public sealed record Input(long AccountId, long UserId, Stream Content)
    {
        public string? Alt { get; init; }

        public (double X, double Y) Focus { get; init; }
    }

    public async Task<MediaFile> Run(Input input, CancellationToken ct)
    {
        var alt = AltText.Clean(input.Alt);
        rules.Take(input.AccountId);
        var folder = Directory.CreateDirectory(Path.Combine(store.Arriving, ids.Next().ToString(CultureInfo.InvariantCulture))).FullName;
        var arrived = Path.Combine(folder, "file");
        var later = false;
        try
        {
            var (format, hash, bytes) = await Receive(input.Content, arrived, ct);
            await RefuseTooMuch(input.AccountId, bytes, ct);
            var made = Directory.CreateDirectory(Path.Combine(folder, "made")).FullName;
            var order = new WorkOrder(format, arrived, made) { MostPixels = rules.MostPixels, Ffmpeg = rules.Ffmpeg, MostSeconds = FileFormats.KindOf(format) == MediaKind.Picture ? 20 : 60 };
            var result = await bench.Do(order, done => Later(done, hash, folder), ct);
            if (result.Refusal is { } word) throw new Refusal(RefusalKind.Invalid, word, "file");
            later = result.More;
            await PutAll(hash, made, ct);
            if (FileFormats.KindOf(format) != MediaKind.Picture) await store.Put(hash, MediaPath.NameOf(format), Cleaned(made, format, arrived), ct);
            return await Keep(input, format, hash, bytes, result, alt);
        }
        finally
        {
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

    private async Task RefuseTooMuch(long accountId, long bytes, CancellationToken ct)
    {
        var sent = await db.MediaFiles.Where(m => m.AccountId == accountId).SumAsync(m => m.Bytes, ct);
        if (sent + bytes <= rules.Quota) return;
        // Offices speak for a city; what they send stays.
        var person = await db.Accounts.AnyAsync(a => a.Id == accountId && (a.Kind == AccountKind.Citizen || a.Kind == AccountKind.Official), ct);
        if (person) throw new Refusal(RefusalKind.TooLarge, "media.quota", "file", rules.Quota / 1024 / 1024);
    }

    /// <summary>Without ffmpeg a film is kept as it came.</summary>
    private static string Cleaned(string made, FileFormat format, string arrived) =>
        Path.Combine(made, MediaPath.NameOf(format)) is var cleaned && File.Exists(cleaned) ? cleaned : arrived;

    private async Task Later(bool done, string hash, string folder)
    {
        if (done) await PutAll(hash, Path.Combine(folder, "made"), CancellationToken.None);
        Directory.Delete(folder, recursive: true);
    }

    private async Task PutAll(string hash, string folder, CancellationToken ct)
    {
        // A worker that is still writing has the file under a name of its own.
        foreach (var file in Directory.EnumerateFiles(folder).Where(f => MediaPath.IsName(Path.GetFileName(f)) && !f.EndsWith(".part", StringComparison.Ordinal)).ToList())
            await store.Put(hash, Path.GetFileName(file), file, ct);
    }

    private Task<MediaFile> Keep(Input input, FileFormat format, string hash, long bytes, WorkResult made, string alt)
    {
        var file = new MediaFile
        {
            Id = ids.Next(),
            AccountId = input.AccountId,
            UserId = input.UserId,
            Kind = FileFormats.KindOf(format),
            Format = format,
            Hash = hash,
            Bytes = bytes,
            Width = made.Width,
            Height = made.Height,
            Seconds = made.Seconds > 0 ? made.Seconds : null,
            Moves = made.Moves,
            BlurHash = made.BlurHash,
            Alt = alt,
            FocusX = Math.Clamp(input.Focus.X, -1, 1),
            FocusY = Math.Clamp(input.Focus.Y, -1, 1),
        };
        file.FreeUntil = Ids.TimeOf(file.Id) + UploadRules.WaitsFor;
        return writer.Run(turn =>
        {
            turn.MediaFiles.Add(file);
            return file;
        });
    }
}
