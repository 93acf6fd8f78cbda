using System.Text.Json;
using System.Text.Json.Serialization;

namespace Zhibo.Media.Worker;

/// <summary>What the server asks of a worker: one line of JSON. Files are handed over in a folder both can reach.</summary>
/// <param name="In">The file as it arrived.</param>
/// <param name="Out">An empty folder for what is made of it.</param>
internal sealed record WorkOrder(FileFormat Format, string In, string Out)
{
    public long MostPixels { get; init; }

    /// <summary>Where ffmpeg is; null where it is not.</summary>
    public string? Ffmpeg { get; init; }

    /// <summary>Seconds of processor time, for this file alone.</summary>
    public int MostSeconds { get; init; } = 20;
}

/// <summary>What came of it: one line of JSON.</summary>
internal sealed record WorkResult
{
    /// <summary>Key of the words for the sender; null where all went well.</summary>
    public string? Refusal { get; init; }

    /// <summary>For the log.</summary>
    public string? Detail { get; init; }

    public int Width { get; init; }

    public int Height { get; init; }

    public string? BlurHash { get; init; }

    public double Seconds { get; init; }

    public bool Moves { get; init; }

    /// <summary>The larger files are still being made: another line follows when they are there.</summary>
    public bool More { get; init; }

    public static WorkResult Refused(string word, string? detail = null) => new() { Refusal = word, Detail = detail };
}

[JsonSerializable(typeof(WorkOrder))]
[JsonSerializable(typeof(WorkResult))]
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
internal sealed partial class WorkJson : JsonSerializerContext
{
    public static string Line(WorkOrder order) => JsonSerializer.Serialize(order, Default.WorkOrder);

    public static string Line(WorkResult result) => JsonSerializer.Serialize(result, Default.WorkResult);
}
