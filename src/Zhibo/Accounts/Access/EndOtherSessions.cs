using Microsoft.EntityFrameworkCore;
using Zhibo.Data;

namespace Zhibo.Accounts.Access;

internal sealed class EndOtherSessions(Writer writer)
{
    public sealed record Input(Caller Caller);

    public Task Run(Input input, CancellationToken ct) => writer.Run(db => End(db, input.Caller.UserId, input.Caller.SessionId, tokens: false), ct);

    /// <summary>Inside a turn: all sessions but one, and the tokens too where that is wished.</summary>
    public static void End(Db db, long userId, long? keep, bool tokens)
    {
        db.Sessions.Where(s => s.UserId == userId && s.Id != keep).ExecuteDelete();
        if (tokens) db.AccessTokens.Where(t => t.UserId == userId).ExecuteDelete();
        db.Raise(new CredentialsChanged(userId));
    }
}
