using System.Text.Json;
using Zhibo.Halls.Blocks;

namespace Zhibo.Halls;

/// <summary>What an administrator does to a block.</summary>
public enum BlockAct
{
    Up,
    Down,

    /// <summary>Goes to a place of its column, counted from 0.</summary>
    Place,

    /// <summary>Stands above those that are not pinned.</summary>
    Pin,
    Unpin,
    Hide,
    Show,
}

/// <summary>A block in its place.</summary>
public sealed record PlacedBlock(HallBlock Block, bool Pinned, bool Hidden);

/// <summary>The order of a hall's blocks. Blocks of capabilities that came later stand where they want to stand.</summary>
public sealed record HallLayout(IReadOnlyList<string> Order, IReadOnlyList<string> Pinned, IReadOnlyList<string> Hidden)
{
    public static readonly HallLayout Usual = new([], [], []);

    public static HallLayout Read(string json) => json.Length == 0 ? Usual : JsonSerializer.Deserialize<HallLayout>(json, JsonSerializerOptions.Web) ?? Usual;

    public string Write() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <summary>The blocks of one column in the order of this hall, hidden ones among them.</summary>
    public IReadOnlyList<PlacedBlock> Place(IEnumerable<HallBlock> blocks, bool side)
    {
        var left = blocks.Where(b => b.Side == side).OrderBy(b => b.Order).ToList();
        List<HallBlock> placed = [.. Order.Select(key => left.Find(b => b.Key == key)).OfType<HallBlock>()];
        foreach (var late in left.Except(placed).ToList()) placed.Insert(placed.FindLastIndex(b => b.Order <= late.Order) + 1, late);
        return [.. placed.Select(b => new PlacedBlock(b, Pinned.Contains(b.Key), Hidden.Contains(b.Key))).OrderByDescending(p => p.Pinned)];
    }

    /// <summary>Null when the act changes nothing: the first cannot go up.</summary>
    /// <param name="at">Where to, when it is placed.</param>
    public HallLayout? After(BlockAct act, HallBlock block, IReadOnlyCollection<HallBlock> blocks, int at = 0)
    {
        var changed = act switch
        {
            BlockAct.Pin => this with { Pinned = [.. Pinned.Append(block.Key).Distinct()] },
            BlockAct.Unpin => this with { Pinned = [.. Pinned.Where(k => k != block.Key)] },
            BlockAct.Hide => this with { Hidden = [.. Hidden.Append(block.Key).Distinct()] },
            BlockAct.Show => this with { Hidden = [.. Hidden.Where(k => k != block.Key)] },
            _ => this,
        };
        List<PlacedBlock> column = [.. changed.Place(blocks, block.Side)];
        if (act is BlockAct.Up or BlockAct.Down && !Swap(column, block, act == BlockAct.Up ? -1 : 1)) return null;
        if (act == BlockAct.Place && !Move(column, block, at)) return null;
        var other = changed.Place(blocks, !block.Side);
        return changed with { Order = [.. column.Concat(other).Select(p => p.Block.Key)] };
    }

    /// <summary>Among its like: pinned blocks stay above the others.</summary>
    private static bool Move(List<PlacedBlock> column, HallBlock block, int at)
    {
        var from = column.FindIndex(p => p.Block.Key == block.Key);
        var placed = column[from];
        var pinned = column.Count(p => p.Pinned);
        var to = placed.Pinned ? Math.Clamp(at, 0, pinned - 1) : Math.Clamp(at, pinned, column.Count - 1);
        if (to == from) return false;
        column.RemoveAt(from);
        column.Insert(to, placed);
        return true;
    }

    private static bool Swap(List<PlacedBlock> column, HallBlock block, int step)
    {
        var from = column.FindIndex(p => p.Block.Key == block.Key);
        var to = from + step;
        if (from < 0 || to < 0 || to >= column.Count || column[from].Pinned != column[to].Pinned) return false;
        (column[from], column[to]) = (column[to], column[from]);
        return true;
    }
}
