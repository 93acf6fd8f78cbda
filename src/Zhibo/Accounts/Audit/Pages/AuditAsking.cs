using System.Globalization;
using Zhibo.Shared;
using Zhibo.Shared.Text;
using Zhibo.Web;

namespace Zhibo.Accounts.Audit.Pages;

/// <summary>What was typed into the search of the log, understood.</summary>
internal sealed class AuditAsking(FindAccount find, SiteFace site)
{
    private const int Longest = 60;

    public static AuditQuestion Read(HttpContext http)
    {
        return new(Field("person"), Field("account"), Field("act"), Field("from"), Field("to"));

        string Field(string name) => InputText.CleanLine(http.Request.Query[name].ToString(), Longest).Text;
    }

    /// <summary>The search, or why there is none.</summary>
    public async Task<(AuditSearch? Search, Refusal? Refusal)> Understand(AuditQuestion asked, CancellationToken ct)
    {
        var account = asked.Account.Length == 0 ? null : await find.Run(asked.Account, ct);
        if (asked.Account.Length > 0 && account is null) return (null, new(RefusalKind.NotFound, "accounts.audit.no_account", "account"));
        if (!TryDay(asked.From, 0, out var from)) return (null, new(RefusalKind.Invalid, "accounts.audit.bad_day", "from"));
        if (!TryDay(asked.To, 1, out var to)) return (null, new(RefusalKind.Invalid, "accounts.audit.bad_day", "to"));
        return (new()
        {
            Person = asked.Person.Length == 0 ? null : asked.Person.TrimStart('@').ToLowerInvariant(),
            AccountId = account?.Id,
            Act = asked.Act.Length == 0 ? null : asked.Act,
            From = from,
            To = to,
        }, null);
    }

    /// <summary>The beginning of a day where the site stands.</summary>
    private bool TryDay(string typed, int later, out DateTimeOffset? moment)
    {
        moment = null;
        if (typed.Length == 0) return true;
        if (!DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || day.Year is < 2000 or > 9000) return false;
        var local = day.AddDays(later).ToDateTime(TimeOnly.MinValue);
        moment = new DateTimeOffset(local, site.Zone.GetUtcOffset(local)).ToUniversalTime();
        return true;
    }
}
