using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Accounts.Access;
using Zhibo.Data;
using Zhibo.Notifications.Choosing;
using Zhibo.Shared.Http;
using Zhibo.Shared.Jobs;
using Zhibo.Shared.Mail;

namespace Zhibo.Notifications.Digests;

/// <summary>Writes the mails that are due. The mark that one was written and the job that sends it are one transaction: a crash makes
/// none twice and loses none.</summary>
internal sealed class MakeDigests(Db db, Writer writer, DigestLetters letters, QuietHours hours, MakeDigests.Surroundings around) : IChore
{
    private const int AtOnce = 100;

    internal sealed record Surroundings(AccountMail Mail, TimeProvider Clock, ILogger<MakeDigests> Log);

    public async Task Run(CancellationToken ct)
    {
        if (!around.Mail.Works) return;
        var now = around.Clock.GetUtcNow();
        for (var failed = false; !failed;)
        {
            var due = await (
                from w in db.NoticeWishes
                join u in db.Users on w.AccountId equals u.AccountId
                where w.NextDigestAt <= now
                orderby w.NextDigestAt
                select new Due(w, u)).Take(AtOnce).ToListAsync(ct);
            foreach (var one in due) failed |= !await Tried(one, now, ct);
            if (due.Count < AtOnce) return;
        }
    }

    internal sealed record Due(NoticeWishes Wishes, User User);

    /// <summary>One that cannot be written holds up nobody.</summary>
    private async Task<bool> Tried(Due due, DateTimeOffset now, CancellationToken ct)
    {
        try
        {
            await Make(due, now, ct);
            return true;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            around.Log.LogError("A mail of news could not be written: {Trace}", ExceptionText.Of(e));
            return false;
        }
    }

    private async Task Make(Due due, DateTimeOffset now, CancellationToken ct)
    {
        var (wishes, user) = (due.Wishes, due.User);
        var letter = user is { Email: not null, Status: UserStatus.Active } ? await letters.Write(wishes, user, ct) : null;
        await writer.Run(turn =>
        {
            // Another node, or the person with other wishes, was faster.
            var held = turn.NoticeWishes.AsTracking().FirstOrDefault(w => w.AccountId == wishes.AccountId && w.NextDigestAt == wishes.NextDigestAt && w.DigestedId == wishes.DigestedId);
            if (held is null) return;
            held.NextDigestAt = hours.NextDigest(held.Digest, held.DigestHour, now);
            if (letter is null) return;
            held.DigestedId = letter.UpTo;
            Mailbox.Queue(turn, letter.Sealed);
        }, ct);
    }
}
