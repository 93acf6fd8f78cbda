using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Notifications.Choosing;

/// <summary>What is left out stays as it is.</summary>
public sealed class ChangeNoticeSettings(Writer writer, QuietHours hours, Ids ids, TimeProvider clock)
{
    public sealed record Input(long AccountId)
    {
        public IReadOnlyList<Choice> Choices { get; init; } = [];

        public Digest? Digest { get; init; }

        public Quiet? Quiet { get; init; }
    }

    public sealed record Choice(NoticeKind Kind, NoticeSenders Who, bool Push, bool Mail);

    public sealed record Digest(DigestRhythm Rhythm, int Hour);

    /// <summary>Minutes after midnight; both null lets devices ring at any hour.</summary>
    public sealed record Quiet(int? From, int? Until);

    public async Task Run(Input input, CancellationToken ct)
    {
        foreach (var choice in input.Choices) Check(choice);
        if (input.Digest is { } digest && (!Enum.IsDefined(digest.Rhythm) || digest.Hour is < 0 or > 23)) throw new Refusal(RefusalKind.Invalid, "notifications.settings.bad_digest", "digest");
        if (input.Quiet is { } quiet) Check(quiet);
        var now = clock.GetUtcNow();
        await writer.Run(turn =>
        {
            foreach (var choice in input.Choices) Keep(turn, input.AccountId, choice);
            if (input.Digest is null && input.Quiet is null) return;
            var wishes = Wishes(turn, input.AccountId);
            if (input.Quiet is { } quiet) (wishes.QuietFrom, wishes.QuietUntil) = (quiet.From, quiet.Until);
            if (input.Digest is { } digest) Keep(wishes, digest, now);
        }, ct);
    }

    /// <summary>By the link in a mail.</summary>
    public Task EndDigest(long accountId, CancellationToken ct) => Run(new(accountId) { Digest = new(DigestRhythm.Off, NoticeWishes.UsualHour) }, ct);

    private static void Check(Choice choice)
    {
        var good = NoticeChoices.Kinds.Contains(choice.Kind) && Enum.IsDefined(choice.Who)
            && (choice.Who != NoticeSenders.Followed || NoticeChoices.AsksWho(choice.Kind)) && (choice.Who == NoticeSenders.Everybody || NoticeChoices.IsOnSite(choice.Kind));
        if (!good) throw new Refusal(RefusalKind.Invalid, "notifications.settings.bad_kind", "kinds");
    }

    private static void Check(Quiet quiet)
    {
        var none = quiet is { From: null, Until: null };
        if (!none && (quiet.From is not (>= 0 and < NoticeWishes.Day) || quiet.Until is not (>= 0 and < NoticeWishes.Day) || quiet.From == quiet.Until))
            throw new Refusal(RefusalKind.Invalid, "notifications.settings.bad_quiet", "quiet");
    }

    private static void Keep(Db turn, long account, Choice wished)
    {
        var choice = turn.NoticeChoices.AsTracking().FirstOrDefault(c => c.AccountId == account && c.Kind == wished.Kind);
        if (choice is null) turn.NoticeChoices.Add(choice = NoticeChoices.Default(account, wished.Kind));
        (choice.Who, choice.Push, choice.Mail) = (wished.Who, wished.Push, wished.Mail);
    }

    private static NoticeWishes Wishes(Db turn, long account)
    {
        if (turn.NoticeWishes.AsTracking().FirstOrDefault(w => w.AccountId == account) is { } held) return held;
        var wishes = new NoticeWishes { AccountId = account };
        turn.NoticeWishes.Add(wishes);
        return wishes;
    }

    /// <summary>The first mail tells what comes after it was wished, not what lay about before.</summary>
    private void Keep(NoticeWishes wishes, Digest digest, DateTimeOffset now)
    {
        if (wishes.Digest == DigestRhythm.Off && digest.Rhythm != DigestRhythm.Off) wishes.DigestedId = ids.Next();
        var moved = (wishes.Digest, wishes.DigestHour) != (digest.Rhythm, digest.Hour);
        (wishes.Digest, wishes.DigestHour) = (digest.Rhythm, digest.Hour);
        if (moved || wishes.NextDigestAt is null) wishes.NextDigestAt = hours.NextDigest(digest.Rhythm, digest.Hour, now);
    }
}
