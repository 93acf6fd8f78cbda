using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Zhibo.Commands.Backup;

/// <summary>A .tar.gz that any machine can open. Written beside its name and renamed when it is whole.</summary>
internal sealed class ArchiveWriter : IAsyncDisposable
{
    private readonly string path, part;
    private readonly FileStream file;
    private readonly GZipStream gzip;
    private readonly TarWriter tar;
    private bool whole;

    public ArchiveWriter(string path)
    {
        (this.path, part) = (path, path + ".part");
        file = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None);
        gzip = new GZipStream(file, CompressionLevel.Fastest);
        tar = new TarWriter(gzip, TarEntryFormat.Pax);
    }

    public SortedDictionary<string, FileMark> Files { get; } = new(StringComparer.Ordinal);

    public async Task Add(string name, string from, CancellationToken ct)
    {
        await using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(source, ct));
        source.Position = 0;
        await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = source, Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite }, ct);
        Files[name] = new FileMark(source.Length, hash);
    }

    public async Task Finish(Manifest manifest, CancellationToken ct)
    {
        await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, Manifest.Name) { DataStream = new MemoryStream(manifest.Write()) }, ct);
        await tar.DisposeAsync();
        await gzip.DisposeAsync();
        await using (var written = new FileStream(part, FileMode.Open, FileAccess.ReadWrite)) written.Flush(flushToDisk: true);
        File.Move(part, path, overwrite: true);
        whole = true;
    }

    public async ValueTask DisposeAsync()
    {
        if (whole) return;
        await tar.DisposeAsync();
        await gzip.DisposeAsync();
        await file.DisposeAsync();
        File.Delete(part);
    }
}

internal static class ArchiveReader
{
    /// <summary>Unpacks into <paramref name="folder"/> and compares every file with the manifest.</summary>
    public static async Task<Manifest> Unpack(string path, string folder, CancellationToken ct)
    {
        byte[]? manifest = null;
        var found = new Dictionary<string, FileMark>(StringComparer.Ordinal);
        try
        {
            await using var file = File.OpenRead(path);
            await using var gzip = new GZipStream(file, CompressionMode.Decompress);
            await using var tar = new TarReader(gzip);
            while (await tar.GetNextEntryAsync(copyData: false, ct) is { } entry)
            {
                if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile) || !IsInside(entry.Name))
                    throw new CommandFailure($"{path} holds an entry that is none of a backup's: {entry.Name}");
                if (entry.Name == Manifest.Name) manifest = await Bytes(entry, ct);
                else found[entry.Name] = await Extract(entry, Path.Combine(folder, entry.Name), ct);
            }
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw new CommandFailure($"{path} is damaged or no backup of zhibo");
        }
        var said = Manifest.Read(manifest ?? throw new CommandFailure($"{path} is not whole: it has no manifest"));
        foreach (var (name, mark) in said.Files)
            if (found.GetValueOrDefault(name) != mark) throw new CommandFailure($"{path} is damaged: {name} is not what the manifest says");
        return said;
    }

    private static bool IsInside(string name) =>
        name.Length > 0 && !Path.IsPathRooted(name) && !name.Contains('\\', StringComparison.Ordinal) && !name.Split('/').Any(part => part is ".." or "." or "");

    private static async Task<byte[]> Bytes(TarEntry entry, CancellationToken ct)
    {
        using var memory = new MemoryStream();
        if (entry.DataStream is { } data) await data.CopyToAsync(memory, ct);
        return memory.ToArray();
    }

    private static async Task<FileMark> Extract(TarEntry entry, string to, CancellationToken ct)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        await using var target = new FileStream(to, FileMode.CreateNew, FileAccess.ReadWrite);
        if (entry.DataStream is { } data) await data.CopyToAsync(target, ct);
        target.Flush(flushToDisk: true);
        target.Position = 0;
        return new FileMark(target.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(target, ct)));
    }
}
