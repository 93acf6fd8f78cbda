using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Shared;
using Zhibo.Shared.Http;
using Zhibo.Shared.Mail;
using Zhibo.Shared.Text;

namespace Zhibo.Accounts.Access;

/// <summary>Mails a link to set a new password. Says the same, and takes as long, whether the name exists or not.</summary>
internal sealed class RequestReset(Db db, Limits limits, AccountMail mail, ResetLetters letters)
{
    private const int PerAddress = 20;
    private const int PerName = 3;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public sealed record Input(string Name, Browser Browser);

    public async Task Run(Input input, CancellationToken ct)
    {
        if (!mail.Works) throw new Refusal(RefusalKind.NotFound, "accounts.no_mail");
        limits.Take("reset-from", input.Browser.Who, PerAddress, Hour);
        limits.Take("reset-for", Names.Key(input.Name.Length > 100 ? input.Name[..100] : input.Name.Trim()), PerName, Hour);
        if (await db.FindLogin(input.Name, ct) is { User: { Email: not null, Status: UserStatus.Active } } login) letters.Send(login);
    }
}

/// <summary>Writes link and letter while the asker already has an answer.</summary>
internal sealed class ResetLetters(Writer writer, AccountMail mail, Ids ids, TimeProvider clock, ILogger<ResetLetters> log)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    public void Send(Login login) => _ = Write(login);

    private async Task Write(Login login)
    {
        try
        {
            var (user, account) = login;
            var secret = TokenHash.NewSecret();
            var letter = mail.Reset(user.Language, user.Email!, account.Nickname, secret);
            await writer.Run(db =>
            {
                db.PasswordResets.Where(r => r.UserId == user.Id).ExecuteDelete();
                db.PasswordResets.Add(new PasswordReset
                {
                    Id = ids.Next(),
                    UserId = user.Id,
                    TokenHash = TokenHash.Of(secret)!.Value.ToBytes(),
                    ExpiresAt = clock.GetUtcNow() + Lifetime,
                });
                Mailbox.Queue(db, letter);
            });
        }
        catch (Exception e) { log.LogError("Could not queue a mail: {Reason}", e.Message); }
    }
}
