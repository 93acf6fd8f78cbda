using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Zhibo.Accounts.Acting;
using Zhibo.Accounts.Pages;
using Zhibo.Regions.Import;
using Zhibo.Shared;
using Zhibo.Shared.Text.Tables;

namespace Zhibo.Regions.Pages;

/// <summary>/admin/regions/import: the list of the whole country, or a table of some regions, through the browser.</summary>
internal static class RegionImportRoutes
{
    private const int MostBytes = 20 * 1024 * 1024;
    private static readonly FormOptions Limits = new() { MultipartBodyLengthLimit = MostBytes, ValueLengthLimit = 1024, ValueCountLimit = 16, KeyLengthLimit = 64 };

    public static void MapRegionImport(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/import", (HttpContext http, RegionPages show) => show.Import(http, new()));
        pages.MapPost("/import", Upload).WithMetadata(new RequestSizeLimitAttribute(MostBytes + 100_000));
    }

    private static async Task<IResult> Upload(HttpContext http, RegionPages show, ImportRegions import, CancellationToken ct)
    {
        var caller = StaffFrame.RequireAdmin(http);
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(Limits, ct) : FormCollection.Empty;
        var dryRun = form["dry_run"] == "true";
        return await FormPages.Try(async () =>
        {
            var files = form.Files.GetFiles("files").Where(file => file.Length > 0).Select(file => new RegionFile(Path.GetFileName(file.FileName), file.OpenReadStream())).ToList();
            try
            {
                if (files.Count == 0) throw new Refusal(RefusalKind.Invalid, "regions.import.no_file", "files");
                List<TableFault> faults = [];
                var outcome = await import.Run(new(files) { UserId = caller.UserId, DryRun = dryRun, Rejected = faults.Add }, ct);
                // Answered at once, not by a redirect: the faults are nowhere else, and sending it again changes nothing.
                return await show.Import(http, new() { DryRun = dryRun, Outcome = outcome, Faults = faults });
            }
            catch (InvalidDataException e)
            {
                throw e.AsRefusal("files") ?? new Refusal(RefusalKind.Invalid, "regions.import.useless", "files", e.Message);
            }
            finally
            {
                foreach (var file in files) await file.Content.DisposeAsync();
            }
        }, refusal => show.Import(http, new() { DryRun = dryRun }, refusal));
    }
}
