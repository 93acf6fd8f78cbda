using Zhibo.Accounts;
using Zhibo.Accounts.Audit;
using Zhibo.Data;
using Zhibo.Halls.Blocks;
using Zhibo.Shared;

namespace Zhibo.Halls.Changing;

/// <summary>Moves, pins or hides a block of a hall.</summary>
public sealed class ArrangeHall(Writer writer, IEnumerable<HallBlock> blocks, TimeProvider clock)
{
    private readonly IReadOnlyList<HallBlock> all = [.. blocks];

    public sealed record Input(Caller Caller, long HallId, string Block, BlockAct Act)
    {
        /// <summary>Place in the column, for <see cref="BlockAct.Place"/>.</summary>
        public int At { get; init; }
    }

    public Task Run(Input input, CancellationToken ct)
    {
        HallRules.RequireAdmin(input.Caller);
        var block = all.FirstOrDefault(b => b.Key == input.Block) ?? throw new Refusal(RefusalKind.Invalid, "halls.no_block", "block");
        return writer.Run(turn =>
        {
            var hall = HallRules.Find(turn, input.HallId);
            if (HallLayout.Read(hall.Layout).After(input.Act, block, all, input.At) is not { } layout) return;
            hall.Layout = layout.Write();
            turn.Audit(HallRules.Act("hall.arranged", input.Caller, hall, $"{input.Act} {block.Key}".ToLowerInvariant()), clock.GetUtcNow());
            turn.Raise(new HallChanged(hall.Id));
        }, ct);
    }
}
