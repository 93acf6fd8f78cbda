using System.Globalization;
using Zhibo.Agencies;
using Zhibo.Agencies.Tree;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Admin.Register;

/// <summary>What can be done to many agencies at once.</summary>
public enum BulkAct
{
    Freeze,
    Thaw,
    Close,

    /// <summary>Put into another line.</summary>
    Line,
}

/// <summary>Does one thing to many agencies by the use case that does it to one: what is refused for one holds up no other.</summary>
public sealed class AgencyBulk(FreezeAgency freeze, ThawAgency thaw, CloseAgency close, TransferAgency transfer, RegisterRights rights, AgencyTree tree)
{
    public const int Most = 200, LongestReason = 200;

    private const int ShortestReason = 2;

    /// <param name="LineKey">Of <see cref="BulkAct.Line"/>.</param>
    public sealed record Input(long UserId, IReadOnlyList<long> Agencies, BulkAct Act, string Reason, string? LineKey = null);

    /// <param name="Refused">Nickname or id, and why not.</param>
    public sealed record Outcome(int Done, IReadOnlyList<(string Agency, Refusal Why)> Refused);

    public async Task<Outcome> Run(Input input, CancellationToken ct)
    {
        await rights.RequireAdmin(input.UserId, ct);
        if (input.Agencies.Count == 0) throw new Refusal(RefusalKind.Invalid, "admin.bulk.nobody");
        if (input.Agencies.Count > Most) throw new Refusal(RefusalKind.Invalid, "admin.bulk.too_many", null, Most);
        if (input is { Act: BulkAct.Line, LineKey: null or "" }) throw new Refusal(RefusalKind.Invalid, "admin.bulk.no_line", "line");
        var reason = ReasonOf(input.Reason);
        var (done, refused) = (0, new List<(string, Refusal)>());
        foreach (var id in input.Agencies.Distinct())
        {
            try
            {
                await Do(id, input, reason, ct);
                done++;
            }
            // What is wrong with the line would be said of each again.
            catch (Refusal no) when (no.Field != "line")
            {
                refused.Add((tree.Now.Of(id)?.Nickname ?? id.ToString(CultureInfo.InvariantCulture), no));
            }
        }
        return new(done, refused);
    }

    private Task Do(long id, Input input, string reason, CancellationToken ct) => input.Act switch
    {
        BulkAct.Freeze => freeze.Run(new(id, input.UserId, reason), ct),
        BulkAct.Thaw => thaw.Run(new(id, input.UserId, reason), ct),
        BulkAct.Close => close.Run(new(id, input.UserId, reason), ct),
        _ => transfer.Run(new(id, input.UserId, reason) { LineKey = input.LineKey }, ct),
    };

    private static string ReasonOf(string typed)
    {
        var reason = InputText.CleanLine(typed, LongestReason);
        if (!reason.Ok) throw new Refusal(RefusalKind.Invalid, InputText.WordFor(reason.Fault), "reason", LongestReason);
        return reason.Text.Length >= ShortestReason ? reason.Text : throw new Refusal(RefusalKind.Invalid, "admin.bulk.no_reason", "reason");
    }
}
