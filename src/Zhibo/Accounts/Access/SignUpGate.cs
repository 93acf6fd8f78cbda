using Zhibo.Shared;
using Zhibo.Shared.Http;

namespace Zhibo.Accounts.Access;

/// <summary>Whether the site takes in new people now, and how many from one address.</summary>
internal sealed class SignUpGate(Settings settings, Limits limits)
{
    private const string What = "sign-up";

    public Registration Registration => settings.Site.Registration;

    public bool NeedsApproval => Registration == Registration.Approval;

    public void Require()
    {
        if (Registration == Registration.Closed) throw new Refusal(RefusalKind.Forbidden, "accounts.sign_up_closed");
    }

    /// <summary>Counts a new account; gives it back if it did not come to be.</summary>
    public async Task Within(Browser browser, Func<Task> work)
    {
        limits.Take(What, browser.Who, settings.Limits.SignUpsPerDay, TimeSpan.FromDays(1));
        try { await work(); }
        catch (Refusal)
        {
            limits.GiveBack(What, browser.Who);
            throw;
        }
    }
}
