using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Zhibo.Agencies.Lines;
using Zhibo.Regions;
using Zhibo.Regions.Reading;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Agencies.Api;

/// <summary>The register for other programs: docs/agencies-api.md. Reading is open to everybody.</summary>
internal static class AgencyApi
{
    public static void MapAgencyApi(this IEndpointRouteBuilder api)
    {
        api = api.MapGroup("").WithTags("agencies");
        api.MapGet("/agencies", List).WithSummary("Agencies found by words, region, line, level and state, best first.");
        api.MapGet("/agencies/{handle}", One).WithSummary("One agency with contact, duties, officials and former names.");
    }

    private static Ok<AgencyListJson> List(
        HttpContext http, FindAgencies find, RegionTree regions, LineList lines, AgencyDoor door,
        string? q, string? region, string? line, string? level, string? state, string? limit, string? after, CancellationToken ct)
    {
        var found = find.Run(new(Text(q))
        {
            RegionCode = string.IsNullOrEmpty(region) ? null : RegionOf(region, regions),
            LineKey = string.IsNullOrEmpty(line) ? null : (lines.Named(line) ?? throw Bad("line")).Key,
            Level = AgencyDoor.Name<RegionLevel>(level, "level"),
            State = AgencyDoor.Name<AgencyState>(state, "state"),
            Limit = string.IsNullOrEmpty(limit) ? 40 : (int)Math.Min(Number(limit, "limit"), FindAgencies.Most),
            After = string.IsNullOrEmpty(after) ? null : Number(after, "after"),
        }, ct);
        var pen = door.Pen(http);
        return TypedResults.Ok(new AgencyListJson([.. found.Rows.Select(pen.Short)], found.Total, found.Next is { } next ? AgencyPen.Text(next) : null));
    }

    private static async Task<Ok<FullAgencyJson>> One(HttpContext http, string handle, AgencyDoor door, CancellationToken ct) =>
        TypedResults.Ok(await door.Full(http, (await door.Of(handle, ct)).Id, ct));

    private static string Text(string? query)
    {
        var clean = InputText.CleanLine(query, FindAgencies.LongestText);
        return clean.Ok ? clean.Text : throw new Refusal(RefusalKind.Invalid, InputText.WordFor(clean.Fault), "q", FindAgencies.LongestText);
    }

    private static string RegionOf(string typed, RegionTree regions) => regions.Now.Meant(typed) is [var one] ? one.Code : throw Bad("region");

    private static long Number(string typed, string field) =>
        long.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Bad(field);

    private static Refusal Bad(string field) => new(RefusalKind.Invalid, "agencies.bad_filter", field, field);
}
