using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Shared.Text.Tables;

namespace Zhibo.Accounts.Audit;

/// <summary>Writes the log, oldest first, as JSON Lines or CSV, with the hashes: whoever keeps a copy can check the chain.</summary>
public sealed class ExportAudit(Db db)
{
    private const int PageSize = 1_000;
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="To">Where to write.</param>
    /// <param name="Csv">CSV with a byte order mark, as spreadsheets want it; else JSON Lines.</param>
    public sealed record Input(Stream To, AuditSearch Search, bool Csv);

    /// <summary>How many entries were written.</summary>
    public async Task<long> Run(Input input, CancellationToken ct)
    {
        var (written, after) = (0L, 0L);
        if (input.Csv) await input.To.WriteAsync((byte[])[.. CsvText.ByteOrderMark, .. "number,at,person,account,act,subject,detail,hash\r\n"u8], ct);
        while (true)
        {
            var page = await (from e in input.Search.In(db.AuditEntries).Where(e => e.Number > after).OrderBy(e => e.Number).Take(PageSize)
                              join a in db.Accounts on e.AccountId equals a.Id into accounts
                              from account in accounts.DefaultIfEmpty()
                              orderby e.Number
                              select new { Entry = e, Account = account == null ? null : account.Handle }).ToListAsync(ct);
            if (page.Count == 0) return written;
            using var buffer = new MemoryStream();
            foreach (var row in page)
            {
                if (input.Csv) buffer.Write(Encoding.UTF8.GetBytes(Line(row.Entry, row.Account)));
                else Object(buffer, row.Entry, row.Account);
            }
            await input.To.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), ct);
            (written, after) = (written + page.Count, page[^1].Entry.Number);
        }
    }

    private static string Line(AuditEntry entry, string? account) => CsvText.Line(
        entry.Number.ToString(CultureInfo.InvariantCulture), entry.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        entry.UserHandle, account, entry.Act, entry.Subject, entry.Detail, Convert.ToHexStringLower(entry.Hash));

    private static void Object(Stream to, AuditEntry entry, string? account)
    {
        using (var json = new Utf8JsonWriter(to, Json))
        {
            json.WriteStartObject();
            json.WriteNumber("number", entry.Number);
            json.WriteString("at", entry.At.UtcDateTime);
            json.WriteString("person", entry.UserHandle);
            if (entry.UserId is { } user) json.WriteNumber("user_id", user);
            if (entry.AccountId is { } id) json.WriteNumber("account_id", id);
            if (account is not null) json.WriteString("account", account);
            json.WriteString("act", entry.Act);
            json.WriteString("subject", entry.Subject);
            json.WriteString("detail", entry.Detail);
            json.WriteString("hash", Convert.ToHexStringLower(entry.Hash));
            json.WriteEndObject();
        }
        to.WriteByte((byte)'\n');
    }
}
