using Zhibo.Data;
using Zhibo.Media;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Documents.Files;

/// <summary>Takes a file for a document and keeps it for a day: until then a document must have taken it.</summary>
public sealed class ReceiveFile(Writer writer, DocumentRights rights, UploadRules rules, KeepPaper keep, Ids ids)
{
    public const int LongestName = 120;

    private static readonly TimeSpan WaitsFor = TimeSpan.FromDays(1);

    /// <param name="AccountId">The office.</param>
    /// <param name="ActingUser">Who sends it; null where the office's own login does.</param>
    /// <param name="UserId">The person at the keyboard.</param>
    /// <param name="Name">As the sender calls it.</param>
    /// <param name="Content">Read once, never held in memory.</param>
    public sealed record Input(long AccountId, long? ActingUser, long UserId, string Name, Stream Content);

    public async Task<DocumentFile> Run(Input input, CancellationToken ct)
    {
        await rights.Require(input.AccountId, input.ActingUser, ct);
        rules.Take(input.AccountId);
        var kept = await keep.Run(input.Content, ct);
        var id = ids.Next();
        var file = new DocumentFile
        {
            Id = id,
            AccountId = input.AccountId,
            UserId = input.UserId,
            Format = kept.Format,
            Hash = kept.Hash,
            Bytes = kept.Bytes,
            Name = NameOf(input.Name, kept.Format),
            FreeUntil = Ids.TimeOf(id) + WaitsFor,
        };
        return await writer.Run(turn =>
        {
            turn.DocumentFiles.Add(file);
            return file;
        }, ct);
    }

    /// <summary>A name for everybody's disk, with the ending of what the file is.</summary>
    internal static string NameOf(string sent, PaperFormat format)
    {
        var last = sent[(sent.LastIndexOfAny(['/', '\\']) + 1)..];
        if (last.Length > 1000 || !InputText.Clean(last, 1000).Ok) last = "";
        last = string.Concat(Bidi.Strip(last).Where(sign => !char.IsControl(sign) && !"<>:\"|?*/\\".Contains(sign, StringComparison.Ordinal)));
        if (last.EndsWith(format.Ending(), StringComparison.OrdinalIgnoreCase)) last = last[..^format.Ending().Length];
        last = string.Join(' ', last.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Trim('.', ' ');
        var most = LongestName - format.Ending().Length;
        if (last.Length > most) last = last[..(char.IsHighSurrogate(last[most - 1]) ? most - 1 : most)];
        return (last.Length == 0 ? "file" : last) + format.Ending();
    }
}
