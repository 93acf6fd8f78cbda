using System.Globalization;
using System.Text.Json;
using Zhibo.Accounts;
using Zhibo.Agencies.Lines;
using Zhibo.Agencies.Tree;
using Zhibo.Regions;
using Zhibo.Regions.Reading;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Agencies.Api;

/// <summary>The register for other programs: docs/agencies-api.md. Open to everybody.</summary>
internal static class AgencyApi
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void MapAgencyApi(this IEndpointRouteBuilder api)
    {
        api.MapGet("/agencies", List);
        api.MapGet("/agencies/{handle}", One);
    }

    private static IResult List(HttpContext http, FindAgencies find, RegionTree regions, LineList lines, AgencyTree tree, PageFrame frame, CancellationToken ct)
    {
        var query = http.Request.Query;
        var found = find.Run(new(Text(query["q"]))
        {
            RegionCode = query["region"].ToString() is { Length: > 0 } region ? RegionOf(region, regions) : null,
            LineKey = query["line"].ToString() is { Length: > 0 } line ? (lines.Named(line) ?? throw Bad("line")).Key : null,
            Level = Name<RegionLevel>(query["level"], "level"),
            State = Name<AgencyState>(query["state"], "state"),
            Limit = query["limit"].ToString() is { Length: > 0 } limit ? (int)Math.Min(Number(limit, "limit"), FindAgencies.Most) : 40,
            After = query["after"].ToString() is { Length: > 0 } after ? Number(after, "after") : null,
        }, ct);
        var pen = new AgencyPen(tree, regions, lines, frame.SiteUrl(http));
        return Results.Json(new AgencyListJson([.. found.Rows.Select(pen.Short)], found.Total, found.Next is { } next ? AgencyPen.Text(next) : null), Json);
    }

    private static async Task<IResult> One(HttpContext http, string handle, FindAccount find, ReadAgency read, RegionTree regions, LineList lines, AgencyTree tree, PageFrame frame, CancellationToken ct)
    {
        var account = await find.Run(handle, ct);
        if (account is null || tree.Now.Of(account.Id) is not { } node || await read.Run(node.Id, ct) is not { } view) throw new Refusal(RefusalKind.NotFound, "agencies.not_found");
        return Results.Json(new AgencyPen(tree, regions, lines, frame.SiteUrl(http)).Full(node, view), Json);
    }

    private static string Text(string? query)
    {
        var clean = InputText.CleanLine(query, FindAgencies.LongestText);
        return clean.Ok ? clean.Text : throw new Refusal(RefusalKind.Invalid, InputText.WordFor(clean.Fault), "q", FindAgencies.LongestText);
    }

    private static string RegionOf(string typed, RegionTree regions) => regions.Now.Meant(typed) is [var one] ? one.Code : throw Bad("region");

    private static T? Name<T>(string? typed, string field)
        where T : struct, Enum =>
        string.IsNullOrEmpty(typed) ? null
        : !char.IsAsciiDigit(typed[0]) && Enum.TryParse<T>(typed, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : throw Bad(field);

    private static long Number(string typed, string field) =>
        long.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Bad(field);

    private static Refusal Bad(string field) => new(RefusalKind.Invalid, "agencies.bad_filter", field, field);
}
