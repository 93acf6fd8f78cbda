using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Accounts.Access;
using Zhibo.Accounts.Audit;
using Zhibo.Agencies;
using Zhibo.Agencies.Tree;
using Zhibo.Data;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Admin.Register;

/// <summary>What can be done to many agencies at once.</summary>
public enum BulkAct
{
    Freeze,
    Thaw,
    Close,

    /// <summary>Put into another line.</summary>
    Line,
}

/// <summary>Does one thing to many agencies, each by itself: one that refuses holds up no other.</summary>
public sealed class AgencyBulk(Writer writer, AgencyTree tree, Ids ids, TimeProvider clock)
{
    public const int Most = 200, LongestReason = 200;

    /// <param name="LineKey">Of <see cref="BulkAct.Line"/>.</param>
    public sealed record Input(long UserId, IReadOnlyList<long> Agencies, BulkAct Act, string Reason, string? LineKey = null);

    /// <param name="Refused">Agency and why not, as a refusal.</param>
    public sealed record Outcome(int Done, IReadOnlyList<(AgencyNode Agency, Refusal Why)> Refused);

    public async Task<Outcome> Run(Input input, CancellationToken ct)
    {
        if (input.Agencies.Count == 0) throw new Refusal(RefusalKind.Invalid, "admin.bulk.nobody");
        if (input.Agencies.Count > Most) throw new Refusal(RefusalKind.Invalid, "admin.bulk.too_many", null, Most);
        var reason = InputText.CleanLine(input.Reason, LongestReason);
        if (!reason.Ok) throw new Refusal(RefusalKind.Invalid, InputText.WordFor(reason.Fault), "reason", LongestReason);
        if (reason.Text.Length < 2) throw new Refusal(RefusalKind.Invalid, "admin.bulk.no_reason", "reason");
        var forest = tree.Now;
        List<(AgencyNode, Refusal)> refused = [];
        foreach (var agency in input.Agencies.Distinct().Select(forest.Of).OfType<AgencyNode>())
        {
            try { await writer.Run(turn => Do(turn, agency.Id, input with { Reason = reason.Text }), ct); }
            catch (Refusal no) when (no.Kind is RefusalKind.Conflict or RefusalKind.NotFound) { refused.Add((agency, no)); }
        }
        return new(input.Agencies.Distinct().Count(id => forest.Of(id) is not null) - refused.Count, refused);
    }

    private void Do(Db turn, long id, Input input)
    {
        turn.RequireAdmin(input.UserId);
        var agency = turn.Agencies.AsTracking().First(a => a.Id == id);
        var account = turn.Accounts.AsTracking().First(a => a.Id == id);
        if (input.Act == BulkAct.Line) Transfer(turn, agency, input);
        else Move(turn, agency, account, input);
        account.Version++;
        turn.Raise(new AgencyChanged(id));
        turn.Raise(new AccountChanged(id));
    }

    private void Move(Db turn, Agency agency, Account account, Input input)
    {
        var (act, name) = input.Act switch
        {
            BulkAct.Freeze => (AgencyAct.Freeze, "agency.frozen"),
            BulkAct.Thaw => (AgencyAct.Thaw, "agency.thawed"),
            _ => (AgencyAct.Close, "agency.closed"),
        };
        var (now, before) = (clock.GetUtcNow(), agency.State);
        agency.State = AgencyMoves.Next(before, act);
        agency.StateSince = now;
        var silent = agency.State is AgencyState.Frozen or AgencyState.Closed;
        account.FrozenAt = silent ? account.FrozenAt ?? now : null;
        account.Sealed = !silent && turn.Vouchers.Any(v => v.AgencyId == agency.Id && v.RevokedAt == null && v.ExpiresAt > now);
        Note(turn, agency.Id, act, before.ToString(), agency.State.ToString(), input);
        turn.Audit(new(name, input.UserId) { AccountId = agency.Id, Subject = $"agency {agency.Id}", Detail = input.Reason }, now);
    }

    private void Transfer(Db turn, Agency agency, Input input)
    {
        if (!AgencyMoves.Allows(agency.State, AgencyAct.Transfer)) throw new Refusal(RefusalKind.Conflict, "agencies.no_such_move");
        if (!turn.Lines.Any(l => l.Key == input.LineKey)) throw new Refusal(RefusalKind.NotFound, "admin.bulk.no_line", "line");
        Note(turn, agency.Id, AgencyAct.Transfer, agency.LineKey, input.LineKey!, input);
        turn.Audit(new("agency.transferred", input.UserId) { AccountId = agency.Id, Subject = $"agency {agency.Id}", Detail = $"{agency.LineKey} → {input.LineKey}" }, clock.GetUtcNow());
        agency.LineKey = input.LineKey!;
    }

    private void Note(Db turn, long id, AgencyAct act, string before, string after, Input input) =>
        turn.AgencyMoves.Add(new AgencyMove { Id = ids.Next(), AgencyId = id, Act = act, Before = before, After = after, UserId = input.UserId, Reason = input.Reason });
}
