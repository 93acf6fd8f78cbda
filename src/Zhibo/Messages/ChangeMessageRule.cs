using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts.Acting;
using Zhibo.Accounts.Audit;
using Zhibo.Data;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Messages;

/// <summary>Who may write to an account; of an office: what is answered outside its hours.</summary>
public sealed class ChangeMessageRule(Writer writer, ActingSeats seats, TimeProvider clock)
{
    public const int LongestAway = 300, Day = 24 * 60;

    public Task Who(long accountId, WhoMayWrite who, CancellationToken ct)
    {
        if (!Enum.IsDefined(who)) throw new Refusal(RefusalKind.Invalid, "messages.who.unknown", "who");
        return writer.Run(turn => { Rule(turn, accountId).Who = who; }, ct);
    }

    /// <param name="OpensAt">Minutes after midnight.</param>
    /// <param name="ClosesAt">Likewise, later.</param>
    public sealed record Away(long OfficeId, long UserId, string Text, int OpensAt, int ClosesAt);

    public async Task Run(Away input, CancellationToken ct)
    {
        (await seats.VoiceOf(input.UserId, input.OfficeId, ct)).Require(ActingRights.Profile);
        var text = InputText.Clean(input.Text, LongestAway);
        if (!text.Ok) throw new Refusal(RefusalKind.Invalid, InputText.WordFor(text.Fault), "text", LongestAway);
        if (input.OpensAt < 0 || input.ClosesAt > Day || input.OpensAt >= input.ClosesAt) throw new Refusal(RefusalKind.Invalid, "messages.away.hours", "closes");
        await writer.Run(turn =>
        {
            var rule = Rule(turn, input.OfficeId);
            (rule.AwayText, rule.OpensAt, rule.ClosesAt) = (text.Text.Trim(), input.OpensAt, input.ClosesAt);
            turn.Audit(new("autoreply.changed", input.UserId) { AccountId = input.OfficeId }, clock.GetUtcNow());
        }, ct);
    }

    private static MessageRule Rule(Db turn, long account)
    {
        if (turn.MessageRules.AsTracking().FirstOrDefault(r => r.AccountId == account) is { } held) return held;
        var rule = new MessageRule { AccountId = account };
        turn.MessageRules.Add(rule);
        return rule;
    }
}
