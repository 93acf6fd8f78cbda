using Zhibo.Accounts;
using Zhibo.Agencies.Lines;
using Zhibo.Data;
using Zhibo.Regions.Reading;
using Zhibo.Shared;

namespace Zhibo.Agencies;

/// <summary>The inside of a turn that enters agencies, one or many.</summary>
public sealed class NewAgencies(RegisterBook book, RegionTree regions)
{
    /// <summary>Says no when another agency has the name in this region.</summary>
    public void RefuseSameName(Db turn, string nameKey, string regionCode, long except = 0)
    {
        turn.SaveChanges();
        if (turn.Agencies.FirstOrDefault(a => a.RegionCode == regionCode && a.NameKey == nameKey && a.Id != except) is { } twin)
            throw new Refusal(RefusalKind.Conflict, "agencies.name_taken", "name", twin.Name, HandleOf(turn, twin.Id), regions.Now.PathOf(regionCode));
    }

    /// <summary>Says no when another agency has the code. Null is no code.</summary>
    public static void RefuseSameCode(Db turn, string? unitCode, long except = 0)
    {
        turn.SaveChanges();
        if (unitCode is not null && turn.Agencies.FirstOrDefault(a => a.UnitCode == unitCode && a.Id != except) is { } twin)
            throw new Refusal(RefusalKind.Conflict, "agencies.code_taken", "unit_code", twin.Name, HandleOf(turn, twin.Id));
    }

    /// <summary>Before agencies are added: lines are rows, and the parent may have children.</summary>
    public static void Prepare(Db turn, long? parentId)
    {
        LineList.Seed(turn);
        if (parentId is { } parent && turn.Agencies.Find(parent) is not { State: not AgencyState.Closed }) throw new Refusal(RefusalKind.Conflict, "agencies.no_parent", "parent");
    }

    /// <summary>Adds the agency to its account, which was opened in the same turn.</summary>
    public void Open(Db turn, long id, AgencyDraft draft, Account account, long? userId)
    {
        (account.Kind, account.Unit) = (AgencyDrafts.KindOf(draft.Seal), UnitLine.Of(draft.Name, draft.RegionCode, regions.Now));
        turn.Agencies.Add(RowOf(id, draft));
        book.History(turn, id, AgencyAct.Invite, "", nameof(AgencyState.Invited), new(userId, ""));
        turn.Raise(new AccountOpened(id));
        book.Tell(turn, account, new(userId, "agency.entered") { Detail = draft.Name });
        turn.Raise(new AgencyEntered(id));
    }

    private Agency RowOf(long id, AgencyDraft draft) => new()
    {
        Id = id,
        Name = draft.Name,
        NameKey = draft.NameKey,
        UnitCode = draft.UnitCode,
        RegionCode = draft.RegionCode,
        LineKey = draft.LineKey,
        Level = draft.Level,
        ParentId = draft.ParentId,
        State = AgencyState.Invited,
        StateSince = book.Now,
        Seal = draft.Seal,
        Contact = draft.Contact,
        Phone = draft.Phone,
        Address = draft.Address,
        Hours = draft.Hours,
        Duties = draft.Duties,
    };

    private static string HandleOf(Db turn, long id) => turn.Accounts.Where(a => a.Id == id).Select(a => a.Handle).FirstOrDefault() ?? "";
}
