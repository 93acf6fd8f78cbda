using System.Text.Encodings.Web;
using System.Text.Json;

namespace Zhibo.Commands.Backup;

/// <summary>What an archive says it holds; its last entry, so that half an archive has none.</summary>
internal sealed record Manifest(
    string Zhibo,
    string Engine,
    int Migration,
    DateTimeOffset At,
    SortedDictionary<string, long> Rows,
    SortedDictionary<string, FileMark> Files)
{
    public const string Name = "manifest.json";

    /// <summary>The database as one file: an SQLite file, or pg_dump's custom format.</summary>
    public const string Database = "database";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    public static Manifest Read(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize<Manifest>(json, Json) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new CommandFailure("the archive's manifest cannot be read");
        }
    }
}

internal sealed record FileMark(long Size, string Sha256);
