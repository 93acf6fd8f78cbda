using Microsoft.Net.Http.Headers;

namespace Zhibo.Media.Storing;

/// <summary>Files in a folder of this machine, or of a network drive that all nodes share.</summary>
internal sealed class FolderStore(string folder) : MediaStore
{
    /// <summary>Where files wait while something is made of them.</summary>
    public const string Waiting = ".arriving";

    public override string Arriving => Path.Combine(folder, Waiting);

    public override Task Put(string hash, string name, string file, CancellationToken ct)
    {
        var place = Place(hash);
        Directory.CreateDirectory(place);
        using (var handle = File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite)) RandomAccess.FlushToDisk(handle);
        File.Move(file, Path.Combine(place, name), overwrite: true);
        return Task.CompletedTask;
    }

    public override Task<IResult?> Read(string hash, string name, HttpRequest request, CancellationToken ct)
    {
        var file = new FileInfo(Path.Combine(Place(hash), name));
        return Task.FromResult(file.Exists
            ? Results.File(file.FullName, MediaPath.TypeOf(name), entityTag: new EntityTagHeaderValue(Tag(hash, name)), enableRangeProcessing: true)
            : null);
    }

    public override Task Delete(string hash, CancellationToken ct)
    {
        var place = Place(hash);
        if (Directory.Exists(place)) Directory.Delete(place, recursive: true);
        return Task.CompletedTask;
    }

    public override Task<string> Probe(CancellationToken ct)
    {
        Directory.CreateDirectory(Arriving);
        var probe = Path.Combine(Arriving, "probe");
        File.WriteAllText(probe, "");
        File.Delete(probe);
        return Task.FromResult(folder);
    }

    /// <summary>A folder with a hundred thousand entries is slow to list and to copy: two letters go before.</summary>
    private string Place(string hash) => Path.Combine(folder, hash[..2], hash);
}
