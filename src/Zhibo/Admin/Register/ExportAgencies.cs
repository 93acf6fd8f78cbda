using System.Text;
using Microsoft.EntityFrameworkCore;
using Zhibo.Agencies;
using Zhibo.Agencies.Tree;
using Zhibo.Data;
using Zhibo.Shared.Text.Tables;

namespace Zhibo.Admin.Register;

/// <summary>The register as a file for spreadsheets, row by row. A text that a spreadsheet would take for a formula gets an
/// apostrophe before it.</summary>
public sealed class ExportAgencies(FindAgencies find, AgencyTree tree, Db db)
{
    private const int PageSize = 500;

    private static readonly string[] Columns =
    [
        "handle", "nickname", "name", "region", "region_name", "line", "level", "parent", "state", "sealed",
        "unit_code", "contact", "phone", "address", "hours", "duties",
    ];

    public sealed record Input(AgencyFilter Filter, Stream To);

    public async Task Run(Input input, CancellationToken ct)
    {
        var forest = tree.Now;
        var chosen = input.Filter.Of(find, ct);
        await using var text = new StreamWriter(input.To, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), bufferSize: 16 * 1024, leaveOpen: true);
        await text.WriteAsync(CsvText.Line(Columns));
        foreach (var page in chosen.Chunk(PageSize))
        {
            var ids = page.Select(a => a.Id).ToList();
            var codes = page.Select(a => a.RegionCode).Distinct().ToList();
            var rows = await db.Agencies.Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, ct);
            var regions = await db.Regions.Where(r => codes.Contains(r.Code)).ToDictionaryAsync(r => r.Code, r => r.Name, ct);
            foreach (var node in page.Where(n => rows.ContainsKey(n.Id))) await text.WriteAsync(Line(node, rows[node.Id], regions.GetValueOrDefault(node.RegionCode, ""), forest));
            await text.FlushAsync(ct);
        }
    }

    private static string Line(AgencyNode node, Agency agency, string region, AgencyForest forest) => CsvText.Line(
        node.Handle, node.Nickname, node.Name, node.RegionCode, region, node.LineKey, node.Level.ToString(),
        node.ParentId is { } parent ? forest.Of(parent)?.Handle : "", node.State.ToString(), node.Sealed ? "true" : "false",
        agency.UnitCode, agency.Contact, agency.Phone, agency.Address, agency.Hours, agency.Duties);
}
