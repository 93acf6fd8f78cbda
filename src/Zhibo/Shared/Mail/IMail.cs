namespace Zhibo.Shared.Mail;

/// <summary>One mail of plain text.</summary>
public sealed record Letter(string To, string Subject, string Text);

/// <summary>The wire to the mail server.</summary>
public interface IMail
{
    /// <summary>False where no mail server is set: pages then do not offer what needs mail.</summary>
    bool Works { get; }

    Task Send(Letter letter, CancellationToken ct);
}
