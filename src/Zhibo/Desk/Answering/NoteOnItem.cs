using Zhibo.Accounts.Acting;
using Zhibo.Data;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Desk.Answering;

/// <summary>Leaves a word for colleagues; nobody else ever sees it.</summary>
public sealed class NoteOnItem(Writer writer, ActingSeats seats, Ids ids)
{
    public const int Longest = 500;

    /// <summary>More is a conversation, and that has other places.</summary>
    private const int MostNotes = 100;

    public sealed record Input(long AgencyId, long ItemId, long UserId, string Text);

    public async Task Run(Input input, CancellationToken ct)
    {
        await seats.Require(input.UserId, input.AgencyId, ActingRights.Desk, ct);
        var clean = InputText.Clean(input.Text, Longest);
        if (!clean.Ok) throw new Refusal(RefusalKind.Invalid, InputText.WordFor(clean.Fault), "note", Longest);
        if (string.IsNullOrWhiteSpace(clean.Text)) throw new Refusal(RefusalKind.Invalid, "desk.note.empty", "note");
        await writer.Run(turn =>
        {
            if (!turn.DeskItems.Any(i => i.Id == input.ItemId && i.AgencyId == input.AgencyId)) throw new Refusal(RefusalKind.NotFound, "desk.no_item");
            if (turn.DeskNotes.Count(n => n.ItemId == input.ItemId) >= MostNotes) throw new Refusal(RefusalKind.Conflict, "desk.note.too_many", "note");
            turn.DeskNotes.Add(new DeskNote { Id = ids.Next(), ItemId = input.ItemId, UserId = input.UserId, Text = clean.Text });
        }, ct);
    }
}
