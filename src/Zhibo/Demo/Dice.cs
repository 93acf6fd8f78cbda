using System.Text;

namespace Zhibo.Demo;

/// <summary>Chance that falls the same way every time (xorshift64*). Each part of the city throws dice of its own name, so
/// that a line added to one part does not change the others.</summary>
internal sealed class Dice
{
    private ulong _state;

    private Dice(ulong state) => _state = state == 0 ? 1 : state;

    public static Dice For(ulong seed, string name)
    {
        // FNV-1a; string.GetHashCode differs from process to process.
        var hash = 14695981039346656037UL ^ seed;
        foreach (var part in Encoding.UTF8.GetBytes(name)) hash = (hash ^ part) * 1099511628211UL;
        var dice = new Dice(hash);
        for (var i = 0; i < 4; i++) dice.Next();
        return dice;
    }

    /// <summary>0 up to, not including, <paramref name="count"/>.</summary>
    public int Below(int count) => (int)(Next() % (uint)count);

    /// <summary>Both ends included.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    public double Unit() => Next() / (double)(1L << 32);

    public bool Chance(double probability) => Unit() < probability;

    /// <summary>Often short, sometimes long: how long people take to answer.</summary>
    public double Exponential(double mean) => -mean * Math.Log(1 - Unit());

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    public T Weighted<T>(IReadOnlyList<T> items, Func<T, double> weight)
    {
        var at = Unit() * items.Sum(weight);
        foreach (var item in items)
            if ((at -= weight(item)) < 0) return item;
        return items[^1];
    }

    public void Shuffle<T>(IList<T> items)
    {
        for (var i = items.Count - 1; i > 0; i--)
        {
            var other = Below(i + 1);
            (items[i], items[other]) = (items[other], items[i]);
        }
    }

    private uint Next()
    {
        _state ^= _state >> 12;
        _state ^= _state << 25;
        _state ^= _state >> 27;
        return (uint)((_state * 2685821657736338717UL) >> 32);
    }
}
