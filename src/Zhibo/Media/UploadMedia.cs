using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Media;

/// <summary>Takes a file that somebody sends and keeps it for a day: until then a post must have taken it.</summary>
public sealed class UploadMedia(Db db, Writer writer, UploadRules rules, MakeMedia make)
{
    /// <param name="AccountId">In whose name it is sent.</param>
    /// <param name="UserId">Who sits at the keyboard.</param>
    /// <param name="Content">Read once, never held in memory.</param>
    public sealed record Input(long AccountId, long UserId, Stream Content)
    {
        public string? Alt { get; init; }

        public (double X, double Y) Focus { get; init; }
    }

    public async Task<MediaFile> Run(Input input, CancellationToken ct)
    {
        var alt = AltText.Clean(input.Alt);
        rules.Take(input.AccountId);
        await RefuseTooMuch(input.AccountId, ct);
        var file = await make.Run(input.Content, ct);
        (file.AccountId, file.UserId, file.Alt) = (input.AccountId, input.UserId, alt);
        (file.FocusX, file.FocusY) = (Math.Clamp(input.Focus.X, -1, 1), Math.Clamp(input.Focus.Y, -1, 1));
        return await writer.Run(turn =>
        {
            turn.MediaFiles.Add(file);
            return file;
        }, ct);
    }

    private async Task RefuseTooMuch(long accountId, CancellationToken ct)
    {
        if (await db.MediaFiles.Where(m => m.AccountId == accountId).SumAsync(m => m.Bytes, ct) < rules.Quota) return;
        // Offices speak for a city; what they send stays.
        var person = await db.Accounts.AnyAsync(a => a.Id == accountId && (a.Kind == AccountKind.Citizen || a.Kind == AccountKind.Official), ct);
        if (person) throw new Refusal(RefusalKind.TooLarge, "media.quota", "file", rules.Quota / 1024 / 1024);
    }
}
