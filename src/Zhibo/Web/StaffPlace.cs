namespace Zhibo.Web;

/// <summary>Which menu of the staff frame a place stands in.</summary>
public enum StaffMenuKind
{
    /// <summary>The desk of one agency; addresses begin with /desk/{handle}.</summary>
    Desk,

    /// <summary>Administration of the site.</summary>
    Admin,
}

/// <summary>A place in the menu of staff pages. Modules register theirs; names are word keys.</summary>
/// <param name="Key">What a page names as its active place; letters only.</param>
/// <param name="Path">Of the desk: what follows /desk/{handle}, such as <c>/team</c>; of the administration: the whole address.</param>
/// <param name="Icon">A name <see cref="Icon"/> knows.</param>
/// <param name="Group">Word key of the heading it stands under; headings that read the same are one.</param>
/// <param name="Order">Lower comes first; a group stands where its first place does.</param>
public sealed record StaffPlace(StaffMenuKind Menu, string Key, string Path, string Icon, string Word, string Group, int Order)
{
    /// <summary>Bits of the rights needed to see it (Accounts' ActingRights); 0: everybody with a seat.</summary>
    public int Rights { get; init; }

    /// <summary>Of the administration: operators alone see it.</summary>
    public bool OperatorOnly { get; init; }
}

/// <summary>A link of the drawn menu.</summary>
public sealed record StaffLink(string Href, string Icon, string Word, string Group, bool Active)
{
    /// <summary>Of the place; by it the script finds the number.</summary>
    public string Key { get; init; } = "";

    /// <summary>What waits there; 0 is not shown.</summary>
    public int Count { get; init; }
}

/// <summary>An office in the switch at the head of the menu.</summary>
public sealed record StaffDesk(string Handle, string Nickname, string? AvatarUrl, bool Current);
