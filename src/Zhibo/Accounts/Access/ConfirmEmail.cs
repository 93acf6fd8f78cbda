using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Accounts.Access;

internal sealed class ConfirmEmail(Writer writer, EmailPass passes)
{
    public sealed record Input(string Pass);

    public Task Run(Input input, CancellationToken ct)
    {
        var (userId, email) = passes.Open(input.Pass) ?? throw Over();
        return writer.Run(db =>
        {
            var user = db.Users.Find(userId) ?? throw Over();
            if (user.Email == email) return;
            // Only the reader of that mail box learns this.
            if (db.Users.Any(u => u.Email == email)) throw new Refusal(RefusalKind.Conflict, "accounts.email_taken");
            user.Email = email;
        }, ct);
    }

    private static Refusal Over() => new(RefusalKind.NotFound, "accounts.confirm_over");
}
