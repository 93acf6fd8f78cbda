using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Desk;
using Zhibo.Notifications;
using Zhibo.Posts.Writing;
using Zhibo.Shared;

namespace Zhibo.Messages.Keeping;

/// <summary>Puts a post for its parties only into their conversation, or refuses it, in the turn that writes it: whichever door
/// it came through.</summary>
internal sealed class KeepMessage(Doorstep doorstep, AwayHours hours, NoticeBook notices, Ids ids, Settings settings)
{
    public void Keep(Db turn, DirectPost said)
    {
        if (said.Parties.Count > Conversation.MostParties) throw new Refusal(RefusalKind.Invalid, "messages.too_many_people", "text", Conversation.MostParties - 1);
        var key = Conversation.KeyOf(said.Parties);
        var conversation = turn.Conversations.FirstOrDefault(c => c.Key == key);
        if (conversation is not null) turn.Hold(conversation.Id);
        var held = conversation is null ? [] : turn.ConversationParties.AsTracking().Where(p => p.ConversationId == conversation.Id).ToDictionary(p => p.AccountId);
        // Refused before anything is changed.
        var admitted = said.Parties.Where(p => p != said.Post.AuthorId).ToDictionary(p => p, p => said.Imported || doorstep.Admit(turn, said.Post.AuthorId, p, held.GetValueOrDefault(p)));
        if (conversation is null)
        {
            if (admitted.ContainsValue(false)) RequireFewStrangers(turn, said.Post.AuthorId);
            conversation = new Conversation { Id = ids.Next(), Key = key, StartedBy = said.Post.AuthorId };
            turn.Conversations.Add(conversation);
        }
        turn.Messages.Add(new Message { PostId = said.Post.Id, ConversationId = conversation.Id, AuthorId = said.Post.AuthorId, Automatic = said.Automatic });
        foreach (var account in said.Parties)
        {
            var party = held.GetValueOrDefault(account) ?? Join(turn, conversation.Id, account);
            party.LastId = Math.Max(party.LastId, said.Post.Id);
            if (account == said.Post.AuthorId) Spoke(turn, party, said);
            else Hear(turn, party, said, admitted[account]);
        }
        turn.Raise(new ConversationChanged(conversation.Id, [.. said.Parties]));
    }

    /// <summary>Whoever writes to many who never heard of them is a machine, or behaves like one.</summary>
    private void RequireFewStrangers(Db turn, long author)
    {
        if (!settings.Limits.Enabled) return;
        var day = Ids.Boundary(Ids.TimeOf(ids.Next()) - TimeSpan.FromDays(1));
        if (turn.Conversations.Count(c => c.StartedBy == author && c.Id > day) >= settings.Limits.StrangersPerDay)
            throw new Refusal(RefusalKind.TooMany, "messages.too_many_strangers", null, settings.Limits.StrangersPerDay) { RetryAfter = TimeSpan.FromHours(1) };
    }

    private static ConversationParty Join(Db turn, long conversation, long account)
    {
        var party = new ConversationParty { ConversationId = conversation, AccountId = account };
        turn.ConversationParties.Add(party);
        return party;
    }

    private static void Spoke(Db turn, ConversationParty party, DirectPost said)
    {
        // Who answers has accepted.
        party.State = PartyState.Accepted;
        if (said.Automatic) return;
        (party.Unread, party.ReadId) = (0, Math.Max(party.ReadId, said.Post.Id));
        if (party.Since is null) return;
        party.Since = null;
        turn.Raise(new DeskChanged(party.AccountId));
    }

    private void Hear(Db turn, ConversationParty party, DirectPost said, bool admitted)
    {
        if (admitted) party.State = PartyState.Accepted;
        if (said.Imported)
        {
            party.ReadId = said.Post.Id;
            return;
        }
        if (party.State == PartyState.Declined) return;
        var quiet = party.Muted || IsMuted(turn, party.AccountId, said.Post.AuthorId);
        if (!quiet) party.Unread++;
        if (!quiet && party.State == PartyState.Accepted)
            notices.Give(turn, new(party.AccountId, NoticeKind.Message, said.Post.AuthorId, said.Post.Id));
        if (doorstep.IsOffice(party.AccountId)) Wait(turn, party, said);
    }

    private void Wait(Db turn, ConversationParty party, DirectPost said)
    {
        // What the site says for one office must not make it answer another one for ever.
        if (said.Automatic) return;
        party.Since ??= said.Post.CreatedAt;
        turn.Raise(new DeskChanged(party.AccountId));
        if (hours.IsAway(turn, party.AccountId, said.Post.CreatedAt) is not { } day) return;
        turn.Queue(AnswerAway.JobKind, new AnswerAway.Payload(party.AccountId, party.ConversationId),
            key: string.Create(CultureInfo.InvariantCulture, $"away {party.ConversationId} {party.AccountId} {day:yyyyMMdd}"));
    }

    private bool IsMuted(Db turn, long account, long other)
    {
        var now = Ids.TimeOf(ids.Next());
        return turn.Mutes.Any(m => m.AccountId == account && m.TargetId == other && m.HideNotices && (m.ExpiresAt == null || m.ExpiresAt > now));
    }
}
