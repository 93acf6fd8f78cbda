using Zhibo.Accounts;
using Zhibo.Web;

namespace Zhibo.Agencies.Pages;

/// <summary>What the register tells of an office or an official on their own page.</summary>
internal sealed class AgencyPart(ReadAgency read, PageWriter pages)
{
    public async ValueTask<string?> Html(Account account, string language, string siteUrl, CancellationToken ct)
    {
        if (account.Kind == AccountKind.Citizen) return null;
        if (account.Kind == AccountKind.Official)
        {
            return await read.PostOf(account.Id, ct) is not var (post, agency) ? null
                : await pages.Render<OfficialFacts>(language, new Dictionary<string, object?> { [nameof(OfficialFacts.Post)] = post, [nameof(OfficialFacts.Agency)] = agency, [nameof(OfficialFacts.Former)] = account.FrozenAt is not null });
        }
        return await read.Run(account.Id, ct) is not { } view ? null
            : await pages.Render<AgencyFacts>(language, new Dictionary<string, object?> { [nameof(AgencyFacts.View)] = view });
    }
}
