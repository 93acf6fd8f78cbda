using System.Globalization;
using System.Text;
using Zhibo.Agencies;
using Zhibo.Shared;
using Zhibo.Tests.Shared;

namespace Zhibo.Tests.Agencies;

/// <summary>The life of an agency, every act from every state.</summary>
public sealed class StateTests
{
    private static readonly AgencyState[] States = Enum.GetValues<AgencyState>();

    private static readonly Standing[] Standings = [new(false, false), new(false, true), new(true, false), new(true, true)];

    [Fact]
    public void The_table_is_the_one_in_the_documents()
    {
        var file = Repository.Path("docs", "agency-states.md");
        var (before, after) = ("<!-- table -->\n", "<!-- /table -->\n");
        var text = File.ReadAllText(file);
        var (start, end) = (text.IndexOf(before, StringComparison.Ordinal) + before.Length, text.IndexOf(after, StringComparison.Ordinal));
        var actual = text[..start] + Table() + text[end..];
        if (Environment.GetEnvironmentVariable("ACCEPT") == "1") File.WriteAllText(file, actual);
        File.ReadAllText(file).ShouldBe(actual, "docs/agency-states.md differs; if it is right: ACCEPT=1 ./test StateTests");
    }

    [Fact]
    public void What_is_not_in_the_table_is_refused()
    {
        foreach (var state in States)
        {
            foreach (var act in Enum.GetValues<AgencyAct>())
            {
                if (AgencyMoves.Allows(state, act)) AgencyMoves.Next(state, act).ShouldBeOneOf(States);
                else Should.Throw<Refusal>(() => AgencyMoves.Next(state, act)).Word.ShouldBe("agencies.no_such_move");
            }
        }
    }

    [Fact]
    public void Closed_is_the_end() => Enum.GetValues<AgencyAct>().Any(act => AgencyMoves.Allows(AgencyState.Closed, act)).ShouldBeFalse();

    [Fact]
    public void Nobody_is_active_without_a_word_and_a_person()
    {
        foreach (var state in States)
            foreach (var act in Enum.GetValues<AgencyAct>().Where(act => AgencyMoves.Allows(state, act)))
                foreach (var standing in Standings.Where(s => AgencyMoves.IsSettled(AgencyMoves.Next(state, act), act)))
                    AgencyMoves.Next(state, act, standing).ShouldBe(
                        standing.Vouched ? standing.Staffed ? AgencyState.Active : AgencyState.Verified : AgencyState.Invited, $"{state} {act} {standing}");
    }

    private static string Table()
    {
        var table = new StringBuilder().Append(CultureInfo.InvariantCulture, $"| | {string.Join(" | ", States)} |\n|---|{string.Concat(States.Select(_ => "---|"))}\n");
        foreach (var act in Enum.GetValues<AgencyAct>()) table.Append(CultureInfo.InvariantCulture, $"| {act} | {string.Join(" | ", States.Select(state => Cell(state, act)))} |\n");
        return table.ToString();
    }

    private static string Cell(AgencyState state, AgencyAct act)
    {
        if (!AgencyMoves.Allows(state, act)) return "–";
        var to = AgencyMoves.Next(state, act);
        return AgencyMoves.IsSettled(to, act) ? "as it stands" : to.ToString();
    }
}
