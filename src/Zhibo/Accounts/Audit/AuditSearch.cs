using Microsoft.EntityFrameworkCore;

namespace Zhibo.Accounts.Audit;

/// <summary>Which entries of the log are wanted; what is null is not asked.</summary>
public sealed record AuditSearch
{
    /// <summary>The person's handle on the day.</summary>
    public string? Person { get; init; }

    /// <summary>In whose name.</summary>
    public long? AccountId { get; init; }

    /// <summary>One of these accounts: what an office and those below it did.</summary>
    public IReadOnlyCollection<long>? Within { get; init; }

    /// <summary>noun.verb, or the noun alone.</summary>
    public string? Act { get; init; }

    public DateTimeOffset? From { get; init; }

    /// <summary>The first moment that is no longer wanted.</summary>
    public DateTimeOffset? To { get; init; }

    internal IQueryable<AuditEntry> In(IQueryable<AuditEntry> entries)
    {
        if (Person is { } person) entries = entries.Where(e => e.UserHandle == person);
        if (AccountId is { } account) entries = entries.Where(e => e.AccountId == account);
        if (Within is { } within)
        {
            long?[] accounts = [.. within];
            // One parameter however many there are.
            entries = entries.Where(e => EF.Parameter(accounts).Contains(e.AccountId));
        }
        if (Act is { } act)
        {
            var noun = act + ".";
            entries = entries.Where(e => e.Act == act || e.Act.StartsWith(noun));
        }
        if (From is { } from) entries = entries.Where(e => e.At >= from);
        return To is { } to ? entries.Where(e => e.At < to) : entries;
    }
}
