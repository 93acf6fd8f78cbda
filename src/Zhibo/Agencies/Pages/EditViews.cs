using Zhibo.Agencies.Tree;
using Zhibo.Web;

namespace Zhibo.Agencies.Pages;

/// <summary>The form of a new agency, as it was typed.</summary>
/// <param name="Typed">Field to text.</param>
public sealed record EnterView(IReadOnlyDictionary<string, string> Typed, RegisterChoices Choices)
{
    public string this[string name] => Typed.GetValueOrDefault(name, "");
}

/// <summary>An agency with the forms that change it.</summary>
/// <param name="Form">Which of them was refused: details, name, place, officials.</param>
public sealed record EditView(AgencyView Agency, AgencyNode Node, RegisterChoices Choices, string Form = "")
{
    /// <summary>Field to text of the refused form; what is not here stands as it is.</summary>
    public IReadOnlyDictionary<string, string> Typed { get; init; } = new Dictionary<string, string>();

    public string Or(string field, string present) => Typed.GetValueOrDefault(field, present);
}

/// <summary>What the lists of the forms offer.</summary>
public sealed record RegisterChoices(IReadOnlyList<Choice> Lines, IReadOnlyList<Choice> Levels, IReadOnlyList<Choice> Seals);
