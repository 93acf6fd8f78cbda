namespace Zhibo.Accounts;

public enum ProfilePlace
{
    /// <summary>In the head of the page: feeds, JSON-LD.</summary>
    Head,

    /// <summary>Under name and chips: who vouches, contact, hours.</summary>
    UnderName,
}

/// <summary>A piece of an account's page that a module above draws.</summary>
/// <param name="Order">Lower comes first.</param>
/// <param name="Html">Account, language of the page and address of the site (no slash at the end); encoded markup, or null for nothing.</param>
public sealed record ProfilePart(ProfilePlace Place, int Order, Func<Account, string, string, CancellationToken, ValueTask<string?>> Html);

/// <summary>Draws the pieces of a place in their order.</summary>
public sealed class ProfileParts(IEnumerable<ProfilePart> parts, PageFrame frame)
{
    private readonly ILookup<ProfilePlace, ProfilePart> byPlace = parts.OrderBy(p => p.Order).ToLookup(p => p.Place);

    public async ValueTask<string> Html(HttpContext http, Account account, ProfilePlace place, CancellationToken ct)
    {
        var html = "";
        foreach (var part in byPlace[place]) html += await part.Html(account, http.Language(), frame.SiteUrl(http), ct);
        return html;
    }
}
