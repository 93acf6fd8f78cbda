using Microsoft.EntityFrameworkCore;
using Zhibo.Data;

namespace Zhibo.Notifications.Choosing;

/// <summary>Everything somebody wished about notices.</summary>
public sealed record NoticeSettings(IReadOnlyList<NoticeChoice> Choices, NoticeWishes Wishes);

public sealed class ReadNoticeSettings(Db db)
{
    public sealed record Input(long AccountId);

    public async Task<NoticeSettings> Run(Input input, CancellationToken ct)
    {
        var chosen = await db.NoticeChoices.Where(c => c.AccountId == input.AccountId).ToDictionaryAsync(c => c.Kind, ct);
        var wishes = await db.NoticeWishes.FirstOrDefaultAsync(w => w.AccountId == input.AccountId, ct) ?? new() { AccountId = input.AccountId };
        return new([.. NoticeChoices.Kinds.Select(k => chosen.GetValueOrDefault(k) ?? NoticeChoices.Default(input.AccountId, k))], wishes);
    }
}
