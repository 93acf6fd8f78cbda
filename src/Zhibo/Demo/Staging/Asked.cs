namespace Zhibo.Demo.Staging;

/// <summary>A poll before it is rows.</summary>
/// <param name="Choices">Each with its weight.</param>
internal sealed record Asked(TimeSpan Open, bool Several, int Voters, IReadOnlyList<(string Text, int Weight)> Choices)
{
    /// <summary>夜市=3、…</summary>
    public static Asked Of(string hours, string several, string voters, string choices)
    {
        var invariant = System.Globalization.CultureInfo.InvariantCulture;
        return new(TimeSpan.FromHours(int.Parse(hours, invariant)), several == "several", int.Parse(voters, invariant),
            [.. choices.Split('、').Select(c => c.Split('=')).Select(c => (c[0], int.Parse(c[1], invariant)))]);
    }
}
