using Microsoft.EntityFrameworkCore;
using Zhibo.Data;

namespace Zhibo.Accounts.Access;

/// <summary>"Sign out there", or here.</summary>
internal sealed class EndSession(Writer writer)
{
    public sealed record Input(Caller Caller, long SessionId);

    public Task Run(Input input, CancellationToken ct) => writer.Run(db =>
    {
        if (db.Sessions.Where(s => s.Id == input.SessionId && s.UserId == input.Caller.UserId).ExecuteDelete() > 0)
            db.Raise(new CredentialsChanged(input.Caller.UserId));
    }, ct);
}
