namespace Zhibo.Shared.Mail;

/// <summary>One mail.</summary>
public sealed record Letter(string To, string Subject, string Text)
{
    /// <summary>The same for those who read HTML; null where text is enough.</summary>
    public string? Html { get; init; }

    /// <summary>Further headers, such as List-Unsubscribe.</summary>
    public Dictionary<string, string> Headers { get; init; } = [];
}

/// <summary>The wire to the mail server.</summary>
public interface IMail
{
    /// <summary>False where no mail server is set: pages then do not offer what needs mail.</summary>
    bool Works { get; }

    Task Send(Letter letter, CancellationToken ct);
}
