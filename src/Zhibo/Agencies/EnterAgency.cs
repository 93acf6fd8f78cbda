using Zhibo.Agencies.Tree;
using Zhibo.Data;
using Zhibo.Regions;
using Zhibo.Shared;

namespace Zhibo.Agencies;

/// <summary>Enters a unit in the register and opens its account. One unit, one account: a second one of the same name in the
/// region, or of the same code, is refused.</summary>
public sealed class EnterAgency(Writer writer, Ids ids, RegisterRights rights, AgencyDrafts drafts, AgencyTree tree, NewAgencies register)
{
    /// <param name="UserId">Manages the parent, or administers the site; null is the operator at the console.</param>
    /// <param name="Name">Full official name.</param>
    /// <param name="RegionCode">As in the tree of regions.</param>
    /// <param name="LineKey">Of a line there is.</param>
    public sealed record Input(long? UserId, string Name, string RegionCode, string LineKey)
    {
        /// <summary>Empty: made of the pinyin of the nickname.</summary>
        public string Handle { get; init; } = "";

        /// <summary>Empty: the name.</summary>
        public string Nickname { get; init; } = "";

        public long? ParentId { get; init; }

        /// <summary>Null: that of the region.</summary>
        public RegionLevel? Level { get; init; }

        public string UnitCode { get; init; } = "";

        public SealKind Seal { get; init; }

        public string Contact { get; init; } = "";

        public string Phone { get; init; } = "";

        public string Address { get; init; } = "";

        public string Hours { get; init; } = "";

        /// <summary>One a line.</summary>
        public string Duties { get; init; } = "";
    }

    /// <summary>The id of the agency, which is that of its account.</summary>
    public async Task<long> Run(Input input, CancellationToken ct)
    {
        await rights.RequireUnder(input.UserId, input.ParentId, ct);
        var draft = drafts.Check(input);
        if (input.ParentId is { } parent && tree.Now.Above(parent).Count() + 2 > AgencyForest.Deepest) throw TransferAgency.TooDeep();
        var id = ids.Next();
        return await writer.Run(turn =>
        {
            NewAgencies.Prepare(turn, draft.ParentId);
            register.RefuseSameName(turn, draft.NameKey, draft.RegionCode);
            NewAgencies.RefuseSameCode(turn, draft.UnitCode);
            var handle = draft.Handle ?? NewHandles.Free(turn, NewHandles.Root(draft.Nickname, draft.Name, draft.RegionCode), id);
            register.Open(turn, id, draft, Accounts.Access.OpenAccount.New(turn, id, handle, draft.Nickname), input.UserId);
            return id;
        }, ct);
    }
}
