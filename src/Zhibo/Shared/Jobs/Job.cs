using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zhibo.Shared.Jobs;

/// <summary>Work outside the database (a mail, a fetch): a row claimed by compare-and-swap, retried with growing waits.</summary>
public sealed class Job
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public long Id { get; set; }

    public required string Kind { get; set; }

    public required string Payload { get; set; }

    /// <summary>Two jobs with one key are one job: makes queueing idempotent.</summary>
    public string? Key { get; set; }

    public DateTimeOffset DueAt { get; set; }

    public DateTimeOffset? ClaimedUntil { get; set; }

    public int Attempts { get; set; }

    public string? LastError { get; set; }

    public DateTimeOffset? DoneAt { get; set; }

    /// <summary>Given up after the last attempt; shown to the operator.</summary>
    public DateTimeOffset? FailedAt { get; set; }

    public static string Write<T>(T payload) => JsonSerializer.Serialize(payload, Json);

    public T Read<T>() => JsonSerializer.Deserialize<T>(Payload, Json) ?? throw new InvalidOperationException($"Job {Id} has no payload");
}

internal sealed class JobTable : IEntityTypeConfiguration<Job>
{
    public void Configure(EntityTypeBuilder<Job> table)
    {
        table.Property(j => j.Id).ValueGeneratedNever();
        table.HasIndex(j => j.DueAt).HasFilter("done_at IS NULL AND failed_at IS NULL");
        table.HasIndex(j => j.Key).IsUnique();
    }
}
