namespace Zhibo.Web;

/// <summary>One answer of a <see cref="ChoiceField"/>; texts in the page's language.</summary>
public sealed record Choice(string Value, string Label, string? Hint = null);
