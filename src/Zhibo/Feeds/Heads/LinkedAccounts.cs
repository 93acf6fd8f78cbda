using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Accounts.Profiles;
using Zhibo.Agencies;
using Zhibo.Agencies.Tree;
using Zhibo.Data;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Feeds.Heads;

/// <summary>Accounts in the words of schema.org: an agency is a GovernmentOrganization under its parent, everybody else a Person.</summary>
internal sealed class LinkedAccounts(IDbContextFactory<Db> contexts, AgencyTree tree)
{
    private const string Organisation = "GovernmentOrganization";

    /// <summary>The standard by which unit codes are made; readers know them by it.</summary>
    private const string UnitCodes = "GB 32100";

    /// <summary>Digits of a region's code and of those above it: province, city, county, town, village.</summary>
    private static readonly int[] CodeLengths = [2, 4, 6, 9, 12];

    /// <summary>All that the profile page says.</summary>
    public async Task<JsonObject> Whole(Account account, string site, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var known = Known(account, site);
        if (account.Kind == AccountKind.Official) await AddPost(known, account, site, db, ct);
        else if (tree.Now.Of(account.Id) is not null && await db.Agencies.FirstOrDefaultAsync(a => a.Id == account.Id, ct) is { } agency) await AddUnit(known, agency, site, db, ct);
        if (IsOrganisation(account)) return InContext(known);
        return InContext(new()
        {
            ["@type"] = "ProfilePage",
            ["url"] = Url(account.Handle, site),
            ["dateCreated"] = Ids.TimeOf(account.Id),
            ["mainEntity"] = known,
        });
    }

    /// <summary>As somebody else's page names it.</summary>
    public static JsonObject Brief(Account account, string site) => new()
    {
        ["@type"] = IsOrganisation(account) ? Organisation : "Person",
        ["name"] = Bidi.Strip(account.Nickname),
        ["url"] = Url(account.Handle, site),
    };

    public static JsonObject Brief(AgencyNode agency, string site) => new()
    {
        ["@type"] = Organisation,
        ["name"] = Bidi.Strip(agency.Name),
        ["alternateName"] = Bidi.Strip(agency.Nickname),
        ["url"] = Url(agency.Handle, site),
    };

    public static JsonObject Counter(string action, int count) => new()
    {
        ["@type"] = "InteractionCounter",
        ["interactionType"] = "https://schema.org/" + action,
        ["userInteractionCount"] = count,
    };

    public static JsonObject InContext(JsonObject data)
    {
        data.Insert(0, "@context", "https://schema.org");
        return data;
    }

    /// <summary>A region inside those above it.</summary>
    public static async Task<JsonObject?> Area(string code, Db db, CancellationToken ct)
    {
        string[] codes = [.. CodeLengths.Where(length => length <= code.Length).Select(length => code[..length])];
        var names = await db.Regions.Where(r => codes.Contains(r.Code)).ToDictionaryAsync(r => r.Code, r => r.Name, ct);
        JsonObject? area = null;
        foreach (var known in codes.Where(names.ContainsKey))
        {
            var within = area;
            area = new() { ["@type"] = "AdministrativeArea", ["name"] = names[known] };
            if (within is not null) area["containedInPlace"] = within;
        }
        return area;
    }

    private static string Url(string handle, string site) => $"{site}/@{handle}";

    private static bool IsOrganisation(Account account) => account.Kind is AccountKind.Agency or AccountKind.Hall;

    private static JsonObject Known(Account account, string site)
    {
        var known = Brief(account, site);
        var picture = AccountPictures.AvatarUrl(account);
        known["alternateName"] = "@" + account.Handle;
        known[IsOrganisation(account) ? "logo" : "image"] = picture.StartsWith('/') ? site + picture : picture;
        if (PostHtml.Plain(account.Bio, 500) is { Length: > 0 } about) known["description"] = about;
        known["interactionStatistic"] = Counter("FollowAction", account.FollowersCount);
        return known;
    }

    private async Task AddPost(JsonObject person, Account account, string site, Db db, CancellationToken ct)
    {
        if (await db.Officials.FirstOrDefaultAsync(o => o.Id == account.Id, ct) is not { } post) return;
        person["jobTitle"] = Bidi.Strip(post.Title);
        if (tree.Now.Of(post.AgencyId) is { } agency) person["worksFor"] = Brief(agency, site);
    }

    private async Task AddUnit(JsonObject unit, Agency agency, string site, Db db, CancellationToken ct)
    {
        unit["name"] = Bidi.Strip(agency.Name);
        if (tree.Now.Of(agency.Id) is { } node) unit["alternateName"] = Bidi.Strip(node.Nickname);
        if (agency.UnitCode is { } code) unit["identifier"] = new JsonObject { ["@type"] = "PropertyValue", ["propertyID"] = UnitCodes, ["value"] = code };
        if (agency.Phone.Length > 0) unit["telephone"] = Bidi.Strip(agency.Phone);
        if (await Area(agency.RegionCode, db, ct) is { } area) unit["areaServed"] = area;
        if (Above(agency.Id, site) is { } parent) unit["parentOrganization"] = parent;
        if (Counters(agency) is { } counters) unit["location"] = counters;
    }

    /// <summary>From the top down, each inside the next lower one.</summary>
    private JsonObject? Above(long id, string site)
    {
        JsonObject? parent = null;
        foreach (var node in tree.Now.Above(id).Reverse())
        {
            var above = parent;
            parent = Brief(node, site);
            if (above is not null) parent["parentOrganization"] = above;
        }
        return parent;
    }

    /// <summary>Where one can go, and when.</summary>
    private static JsonObject? Counters(Agency agency)
    {
        if (agency is { Address.Length: 0, Hours.Length: 0, Latitude: null }) return null;
        var office = new JsonObject { ["@type"] = "GovernmentOffice", ["name"] = Bidi.Strip(agency.Name) };
        if (agency.Address.Length > 0) office["address"] = Bidi.Strip(agency.Address);
        if (agency.Hours.Length > 0) office["openingHours"] = Bidi.Strip(agency.Hours);
        if (agency is { Latitude: { } latitude, Longitude: { } longitude })
            office["geo"] = new JsonObject { ["@type"] = "GeoCoordinates", ["latitude"] = latitude, ["longitude"] = longitude };
        return office;
    }
}
