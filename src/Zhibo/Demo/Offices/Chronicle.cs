using System.Globalization;
using Zhibo.Accounts.Audit;
using Zhibo.Data;
using Zhibo.Demo.People;

namespace Zhibo.Demo.Offices;

/// <summary>Everything that belongs into the audit log, written into it in the order in which it happened.</summary>
internal sealed class Chronicle
{
    private readonly List<(DateTimeOffset At, AuditLog.Act Act)> _acts = [];

    /// <param name="at">When.</param>
    /// <param name="who">Null: the site itself.</param>
    /// <param name="act">noun.verb.</param>
    /// <param name="account">In whose name.</param>
    /// <param name="subject">What it was done to.</param>
    /// <param name="detail">In a few words.</param>
    public void Add(DateTimeOffset at, Actor? who, string act, long? account, string subject, string detail = "") =>
        _acts.Add((at, new(act, who?.UserId) { AccountId = account, Subject = subject, Detail = detail }));

    public static string Of(string noun, long id) => noun + " " + id.ToString(CultureInfo.InvariantCulture);

    /// <summary>Inside the turn, once people are rows: the log names them.</summary>
    public void Write(Db turn)
    {
        foreach (var (at, act) in _acts.OrderBy(a => a.At)) turn.Audit(act, at);
    }
}
