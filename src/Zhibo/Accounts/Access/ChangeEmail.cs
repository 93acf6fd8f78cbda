using System.Globalization;
using Zhibo.Data;
using Zhibo.Shared.Http;
using Zhibo.Shared.Mail;

namespace Zhibo.Accounts.Access;

/// <summary>Mails a link to the new address, which counts once the link was followed. An empty address takes it away.</summary>
internal sealed class ChangeEmail(Writer writer, ConfirmPassword confirm, ConfirmLetters letters, Limits limits)
{
    private const int PerDay = 5;

    public sealed record Input(Caller Caller, string Email, string Password);

    /// <summary>True if a mail is on its way.</summary>
    public async Task<bool> Run(Input input, CancellationToken ct)
    {
        var email = letters.Read(input.Email);
        var user = await confirm.Run(input.Caller, input.Password, ct);
        if (email is null)
        {
            await writer.Run(db => { db.Users.Find(user.Id)!.Email = null; }, ct);
            return false;
        }
        limits.Take("email", user.Id.ToString(CultureInfo.InvariantCulture), PerDay, TimeSpan.FromDays(1));
        var letter = letters.Write(user.Id, user.Language, input.Caller.Nickname, email);
        await writer.Run(db => Mailbox.Queue(db, letter), ct);
        return true;
    }
}
