using Microsoft.EntityFrameworkCore;
using Zhibo.Data;

namespace Zhibo.Accounts.Access;

internal sealed class RevokeToken(Writer writer)
{
    public sealed record Input(Caller Caller, long TokenId);

    public Task Run(Input input, CancellationToken ct) => writer.Run(db =>
    {
        if (db.AccessTokens.Where(t => t.Id == input.TokenId && t.UserId == input.Caller.UserId).ExecuteDelete() > 0)
            db.Raise(new CredentialsChanged(input.Caller.UserId));
    }, ct);
}
