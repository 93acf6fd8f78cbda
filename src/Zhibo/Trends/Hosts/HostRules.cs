using Zhibo.Accounts;
using Zhibo.Accounts.Acting;
using Zhibo.Accounts.Audit;
using Zhibo.Agencies.Tree;
using Zhibo.Data;
using Zhibo.Halls;
using Zhibo.Halls.Members;
using Zhibo.Posts;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Trends.Hosts;

/// <summary>What holds for everybody who hosts topics or decides about them.</summary>
public sealed class HostRules(AgencyTree tree, HallBook halls, HallMembers members, ActingSeats seats, Ids ids)
{
    public const int LongestIntroduction = 500, LongestReason = 200, MostPins = 3;

    /// <summary>An agency looks after what it can look after.</summary>
    public const int MostTopics = 50;

    /// <summary>The moment of writing.</summary>
    public DateTimeOffset Now => Ids.TimeOf(ids.Next());

    /// <summary>In the name of an agency that may speak: whoever may publish for it may host for it.</summary>
    /// <param name="accountId">The agency.</param>
    /// <param name="actingUser">The person with a seat; null where the agency's own login calls.</param>
    /// <param name="ct">Stops the look-up.</param>
    public async ValueTask<(Voice Voice, AgencyNode Agency)> Require(long accountId, long? actingUser, CancellationToken ct)
    {
        var agency = tree.Now.Of(accountId) ?? throw new Refusal(RefusalKind.Forbidden, "trends.agencies_only");
        var voice = await seats.VoiceOf(actingUser, accountId, ct);
        voice.Require(ActingRights.Speak);
        RequireAtWork(agency);
        return (voice, agency);
    }

    /// <summary>Only agencies of a hall of this site host its topics.</summary>
    public void RequireMember(AgencyNode agency)
    {
        if (!IsMember(agency.Id)) throw new Refusal(RefusalKind.Forbidden, "trends.members_only");
    }

    public bool IsMember(long agencyId) => halls.Now.All.Any(h => members.Of(h).Holds(agencyId));

    /// <summary>Somebody who is given a topic.</summary>
    public AgencyNode Other(Db turn, string typed)
    {
        var name = typed.Trim().TrimStart('@');
        var (key, handle) = (Names.Skeleton(name), name.ToLowerInvariant());
        var account = name.Length == 0 ? null : turn.Accounts.FirstOrDefault(a => a.Handle == handle || a.NicknameKey == key);
        var agency = account is null ? null : tree.Now.Of(account.Id);
        if (agency is null) throw new Refusal(RefusalKind.Invalid, "trends.no_agency", "agency");
        if (!(new Hosting(new(), agency).IsActive && IsMember(agency.Id))) throw new Refusal(RefusalKind.Invalid, "trends.cannot_host", "agency", agency.Nickname);
        RequireRoom(turn, agency);
        return agency;
    }

    public static void RequireRoom(Db turn, AgencyNode agency)
    {
        if (turn.TopicHosts.Count(h => h.AgencyId == agency.Id) >= MostTopics) throw new Refusal(RefusalKind.Conflict, "trends.too_many", null, MostTopics);
    }

    public static void RequireAdmin(Caller caller)
    {
        if (caller.Role is not (UserRole.HallAdmin or UserRole.Operator)) throw new Refusal(RefusalKind.Forbidden, "accounts.admins_only");
    }

    /// <summary>With or without # signs.</summary>
    public static Topic Find(Db turn, string name)
    {
        var key = InputText.CleanLine(name, PostText.LongestTopic + 2).Ok ? TopicName.Key(name.Trim().Trim('#', '\uFF03')) : "";
        return (key.Length == 0 ? null : turn.Topics.FirstOrDefault(t => t.Key == key)) ?? throw new Refusal(RefusalKind.NotFound, "trends.no_topic", "topic");
    }

    /// <summary>The row of the host, which must be this agency.</summary>
    public static TopicHost Hosted(Db turn, Topic topic, long agencyId) =>
        turn.TopicHosts.FirstOrDefault(h => h.TopicId == topic.Id) is { } row && row.AgencyId == agencyId ? row : throw new Refusal(RefusalKind.Forbidden, "trends.not_host");

    public static string Introduction(string? typed)
    {
        var clean = InputText.Clean(typed, LongestIntroduction);
        return clean.Ok ? clean.Text.Trim() : throw new Refusal(RefusalKind.Invalid, InputText.WordFor(clean.Fault), "introduction", LongestIntroduction);
    }

    public static string Reason(string? typed)
    {
        var clean = InputText.CleanLine(typed, LongestReason);
        if (!clean.Ok) throw new Refusal(RefusalKind.Invalid, InputText.WordFor(clean.Fault), "reason", LongestReason);
        return clean.Text.Length > 0 ? clean.Text : throw new Refusal(RefusalKind.Invalid, "trends.why", "reason");
    }

    /// <summary>What the log and the pages of the topic need, in the turn that changes it.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="act">With its subject.</param>
    /// <param name="topic">Which one.</param>
    public void Tell(Db turn, AuditLog.Act act, Topic topic)
    {
        turn.Audit(act, Now);
        turn.Raise(new TopicKept(topic.Id));
    }

    /// <summary>How the log names a topic; the signs keep a name of digits from being taken for an id.</summary>
    public static string Subject(Topic topic) => $"topic #{TopicName.Display(topic.Name)}#";

    private static void RequireAtWork(AgencyNode agency)
    {
        if (!new Hosting(new(), agency).IsActive) throw new Refusal(RefusalKind.Forbidden, "trends.not_at_work");
    }
}
