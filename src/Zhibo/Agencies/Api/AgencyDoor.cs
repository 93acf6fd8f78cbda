using Zhibo.Accounts;
using Zhibo.Agencies.Lines;
using Zhibo.Agencies.Tree;
using Zhibo.Regions.Reading;
using Zhibo.Shared;

namespace Zhibo.Agencies.Api;

/// <summary>What the JSON doors about agencies have in common: which one an address means, and how an answer shows it.</summary>
internal sealed class AgencyDoor(FindAccount find, AgencyTree tree, ReadAgency read, RegionTree regions, LineList lines, PageFrame frame)
{
    public async Task<AgencyNode> Of(string handle, CancellationToken ct) =>
        await find.Run(handle, ct) is { } account && tree.Now.Of(account.Id) is { } node ? node : throw new Refusal(RefusalKind.NotFound, "agencies.not_found");

    /// <summary>An official of that very agency.</summary>
    public async Task<long> OfficialAt(AgencyNode agency, string handle, CancellationToken ct) =>
        await find.Run(handle, ct) is { } account && await read.PostOf(account.Id, ct) is var (_, at) && at.Id == agency.Id
            ? account.Id : throw new Refusal(RefusalKind.NotFound, "agencies.no_official");

    public AgencyPen Pen(HttpContext http) => new(tree, regions, lines, frame.SiteUrl(http));

    public async Task<FullAgencyJson> Full(HttpContext http, long id, CancellationToken ct)
    {
        if (tree.Now.Of(id) is not { } node || await read.Run(id, ct) is not { } view) throw new Refusal(RefusalKind.NotFound, "agencies.not_found");
        return Pen(http).Full(node, view);
    }

    /// <summary>A value of a list by its name; null where nothing was said.</summary>
    public static T? Name<T>(string? typed, string field, string word = "agencies.bad_filter")
        where T : struct, Enum =>
        string.IsNullOrEmpty(typed) ? null
        : char.IsAsciiLetter(typed[0]) && !typed.Contains(',', StringComparison.Ordinal) && Enum.TryParse<T>(typed, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value
        : throw new Refusal(RefusalKind.Invalid, word, field, field);
}
