namespace Zhibo.Web;

/// <summary>The headings of the staff menus: word keys, so that two modules that mean the same heading stand under one.</summary>
public static class StaffGroups
{
    /// <summary>On a desk: what people want of the office.</summary>
    public const string Letters = "web.staff.letters";

    /// <summary>On a desk: the office itself, its people and those below it.</summary>
    public const string Unit = "web.staff.unit";

    public const string Site = "web.staff.site";

    /// <summary>Agencies, lines, regions, halls.</summary>
    public const string Structure = "web.staff.structure";

    public const string People = "web.staff.people";

    /// <summary>Who vouches for whom.</summary>
    public const string Trust = "web.staff.trust";

    /// <summary>What was done by whom.</summary>
    public const string Oversight = "web.staff.oversight";
}
