namespace Zhibo.Shared;

/// <summary>Which seal a verified account wears.</summary>
public enum SealKind
{
    /// <summary>An organ of government: 政府部门.</summary>
    Government = 0,

    /// <summary>Party or mass organisation: 党群组织.</summary>
    Organisation = 1,

    /// <summary>Public institution or utility: 事业单位.</summary>
    Institution = 2,

    /// <summary>Self-governing community or village: 村居.</summary>
    Community = 3,

    /// <summary>A named public servant: 公职人员.</summary>
    Official = 4,

    /// <summary>The account that speaks for a whole hall: 发布厅.</summary>
    Hall = 5,
}
