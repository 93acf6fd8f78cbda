namespace Zhibo.Posts.Pages;

/// <summary>One account in a list; the bio as plain text.</summary>
public sealed record AccountRow(AuthorView Account, string? Bio, Relation? Relation);
