namespace Zhibo.Media.Storing;

/// <summary>Where files are kept, under a hash and a name. What stands under a hash never changes, so putting it twice is putting it once.</summary>
public abstract class MediaStore
{
    /// <summary>Where files wait while something is made of them; on the disk where they will stay, if they stay on this machine.</summary>
    public abstract string Arriving { get; }

    /// <summary>Puts a file; afterwards it is on the disk, or in the bucket, for good.</summary>
    public abstract Task Put(string hash, string name, string file, CancellationToken ct);

    /// <summary>The file as an answer to this request, which may ask for a part of it; null where it is not there.</summary>
    public abstract Task<IResult?> Read(string hash, string name, HttpRequest request, CancellationToken ct);

    public abstract Task Delete(string hash, CancellationToken ct);

    /// <summary>One line for the operator: can it be written?</summary>
    public abstract Task<string> Probe(CancellationToken ct);

    protected static string Tag(string hash, string name) => $"\"{hash[..16]}-{name}\"";
}
