using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Zhibo.Accounts;
using Zhibo.Accounts.Acting;
using Zhibo.Accounts.Pages;
using Zhibo.Agencies.Import;
using Zhibo.Shared;

namespace Zhibo.Agencies.Pages;

/// <summary>/admin/agencies/import: upload a list, see what is wrong with it, say which column is what, take it in.</summary>
internal static class ImportRoutes
{
    private const string Here = "/admin/agencies/import", Active = "agencyimport";
    private const int MostBytes = 10 * 1024 * 1024;

    /// <summary>Base64 makes four of three, and a compressed file is not compressed again.</summary>
    private const int MostPacked = MostBytes / 3 * 4 + 100_000;

    private static readonly FormOptions Limits = new() { ValueLengthLimit = MostPacked, MultipartBodyLengthLimit = MostPacked, ValueCountLimit = 256, KeyLengthLimit = 64 };

    public static void MapImport(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Here, async (HttpContext http, StaffFrame frame) => await Show<ImportPage>(http, frame, new("", ""), null));
        pages.MapGet(Here + "/template.csv", Template);
        pages.MapPost(Here, Upload).WithMetadata(new RequestSizeLimitAttribute(MostBytes + 100_000));
        pages.MapPost(Here + "/rows", Rows).WithMetadata(new RequestSizeLimitAttribute(MostPacked + 100_000));
    }

    private static IResult Template(HttpContext http)
    {
        StaffFrame.RequireAdmin(http);
        // The mark tells spreadsheets that it is UTF-8.
        var text = "\uFEFF" + string.Join(',', AgencyForm.Template) + "\r\n";
        return Results.File(Encoding.UTF8.GetBytes(text), "text/csv; charset=utf-8", "units.csv");
    }

    private static async Task<IResult> Upload(HttpContext http, StaffFrame frame, ImportAgencies import, CancellationToken ct)
    {
        StaffFrame.RequireAdmin(http);
        var file = http.Request.HasFormContentType ? (await http.Request.ReadFormAsync(Limits, ct)).Files.GetFile("file") : null;
        return await FormPages.Try(async () =>
        {
            if (file is null || file.Length == 0) throw new Refusal(RefusalKind.Invalid, "agencies.import.no_file", "file");
            if (file.Length > MostBytes) throw new Refusal(RefusalKind.TooLarge, "agencies.import.too_large", "file");
            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes, ct);
            return await Check(http, frame, import, new(Path.GetFileName(file.FileName), Pack(bytes.ToArray())), null, ct);
        }, refusal => Show<ImportPage>(http, frame, new("", ""), refusal));
    }

    private static async Task<IResult> Rows(HttpContext http, StaffFrame frame, ImportAgencies import, CancellationToken ct)
    {
        var caller = StaffFrame.RequireAdmin(http);
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(Limits, ct) : FormCollection.Empty;
        var view = new ImportView(Path.GetFileName(form["name"].ToString()), form["packed"].ToString());
        return await FormPages.Try(async () =>
        {
            var columns = (await ImportTable.Read(Unpack(view.Packed), view.FileName, ct)).Columns;
            var fields = Chosen(form, columns);
            if (form["act"] != "import") return await Check(http, frame, import, view, fields, ct);
            return await FormPages.Try(async () =>
            {
                var outcome = await import.Run(new(caller.UserId, Unpack(view.Packed), view.FileName) { Fields = fields }, ct);
                // Answered at once, not by a redirect: the faults are nowhere else, and sending it again changes nothing.
                return await Show<ImportDonePage>(http, frame, view with { Packed = "", Outcome = outcome }, null);
            }, refusal => Show<ImportCheckPage>(http, frame, view with { Columns = columns, Fields = fields }, refusal));
        }, refusal => Show<ImportPage>(http, frame, new("", ""), refusal));
    }

    /// <summary>A dry run; where a column is missing, the page asks for it.</summary>
    private static async Task<IResult> Check(HttpContext http, StaffFrame frame, ImportAgencies import, ImportView view, IReadOnlyDictionary<string, string>? fields, CancellationToken ct)
    {
        var columns = (await ImportTable.Read(Unpack(view.Packed), view.FileName, ct)).Columns;
        view = view with { Columns = columns, Fields = fields ?? AgencyForm.Recognise(columns) };
        return await FormPages.Try(async () =>
        {
            var outcome = await import.Run(new(http.RequireBrowser().UserId, Unpack(view.Packed), view.FileName) { Fields = fields, DryRun = true }, ct);
            return await Show<ImportCheckPage>(http, frame, view with { Outcome = outcome, Fields = outcome.Fields }, null);
        }, refusal => Show<ImportCheckPage>(http, frame, view, refusal));
    }

    /// <summary>Which field each column was said to be; a field chosen twice is refused.</summary>
    private static Dictionary<string, string> Chosen(IFormCollection form, IReadOnlyList<string> columns)
    {
        var fields = new Dictionary<string, string>();
        foreach (var (index, column) in columns.Index())
        {
            var field = form[ImportCheckPage.NameOf(index)].ToString();
            if (field.Length == 0 || !AgencyForm.Fields.Contains(field)) continue;
            if (!fields.TryAdd(field, column)) throw new Refusal(RefusalKind.Invalid, "agencies.import.field_twice", null, fields[field], column);
        }
        return fields;
    }

    private static async Task<IResult> Show<TPage>(HttpContext http, StaffFrame frame, ImportView view, Refusal? refusal)
        where TPage : FormPiece<ImportView>, Microsoft.AspNetCore.Components.IComponent =>
        FormPages.Show<TPage, ImportView>(http, await frame.Admin(http, http.Words()["agencies.import"], Active), view, refusal);

    private static string Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest)) brotli.Write(bytes);
        return Convert.ToBase64String(packed.ToArray());
    }

    /// <summary>What came back from the browser is no more trustworthy than an upload: never more than one may be.</summary>
    private static MemoryStream Unpack(string packed)
    {
        var bytes = new byte[packed.Length / 4 * 3 + 3];
        if (!Convert.TryFromBase64String(packed, bytes, out var length)) throw Spoilt();
        var file = new MemoryStream();
        try
        {
            using var brotli = new BrotliStream(new MemoryStream(bytes, 0, length), CompressionMode.Decompress);
            Span<byte> chunk = stackalloc byte[8192];
            for (int read; (read = brotli.Read(chunk)) > 0; file.Write(chunk[..read]))
                if (file.Length + read > MostBytes) throw new Refusal(RefusalKind.TooLarge, "agencies.import.too_large", "file");
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException) { throw Spoilt(); }
        file.Position = 0;
        return file;
    }

    private static Refusal Spoilt() => new(RefusalKind.Invalid, "agencies.import.no_file", "file");
}
