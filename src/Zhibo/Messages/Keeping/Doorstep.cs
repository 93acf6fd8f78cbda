using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Agencies;
using Zhibo.Agencies.Tree;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Messages.Keeping;

/// <summary>Who may write to whom. Asked in the turn that writes, and by pages that show a box or say why there is none.</summary>
internal sealed class Doorstep(AgencyTree tree, FrozenAccounts frozen)
{
    /// <summary>How often somebody may speak before they are answered.</summary>
    public const int BeforeAnswer = 3;

    /// <summary>An office hears everybody, and somebody waits at its desk.</summary>
    public bool IsOffice(long account) => tree.Now.Of(account) is { State: not AgencyState.Closed };

    /// <summary>Whether what is written comes among the conversations of the other at once; else it is a request. Refused where
    /// the other does not want it.</summary>
    /// <param name="db">Where to look.</param>
    /// <param name="author">Who writes.</param>
    /// <param name="other">To whom.</param>
    /// <param name="held">The conversation as the other has it; null where there is none yet.</param>
    public bool Admit(Db db, long author, long other, ConversationParty? held)
    {
        if (Shut(db, author, other) is { } word) throw new Refusal(RefusalKind.Forbidden, word, null, NameOf(db, other));
        if (held?.State == PartyState.Accepted || IsOffice(other) || db.Follows.Any(f => f.FollowerId == other && f.FolloweeId == author)) return true;
        var who = db.MessageRules.Where(r => r.AccountId == other).Select(r => (WhoMayWrite?)r.Who).FirstOrDefault() ?? WhoMayWrite.Everybody;
        if (who != WhoMayWrite.Everybody) throw new Refusal(RefusalKind.Forbidden, "messages.not_wanted", null, NameOf(db, other));
        if (held is not null && db.Messages.Count(m => m.ConversationId == held.ConversationId && m.AuthorId == author) >= BeforeAnswer)
            throw new Refusal(RefusalKind.Forbidden, "messages.wait_for_answer", null, NameOf(db, other), BeforeAnswer);
        return false;
    }

    private string? Shut(Db db, long author, long other)
    {
        if (db.Blocks.Any(b => b.AccountId == author && b.TargetId == other)) return "messages.you_block";
        // Whoever blocks does not have to say so.
        if (db.Blocks.Any(b => b.AccountId == other && b.TargetId == author)) return "messages.not_wanted";
        return frozen.Holds(other) ? "messages.frozen" : null;
    }

    private static string NameOf(Db db, long account) => db.Accounts.AsNoTracking().Where(a => a.Id == account).Select(a => a.Nickname).FirstOrDefault() ?? "";
}
