using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Media;

namespace Zhibo.Messages.Pages;

/// <summary>The files of a message on their way: sent with the form or before it, shown again while the words are mended.</summary>
internal sealed class MessageFiles(UploadMedia upload, Db db)
{
    /// <summary>From here on a refusal does not lose them.</summary>
    public async Task<MessageBox> Send(Caller caller, MessageBox box, CancellationToken ct) =>
        box with { Attached = await box.Attached.Send(upload, caller.AccountId, caller.UserId, ct) };

    public async Task<MessageBox> Shown(Caller caller, MessageBox box, CancellationToken ct) =>
        box with { Media = await box.Attached.Show(db, caller.UserId, null, ct) };
}
