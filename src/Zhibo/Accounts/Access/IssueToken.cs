using Zhibo.Data;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Accounts.Access;

/// <summary>A bearer token for a program; said once, only its hash is kept.</summary>
public sealed class IssueToken(Db db, Writer writer, Ids ids)
{
    public const string AllScopes = "read write follow push";

    public sealed record Input(string Handle, string Scopes = AllScopes, string Name = "");

    public async Task<string> Run(Input input, CancellationToken ct)
    {
        var scopes = AccessScopes.Parse(input.Scopes) ?? throw new Refusal(RefusalKind.Invalid, "accounts.scopes_unknown", "scopes");
        var name = InputText.CleanLine(input.Name, 100);
        if (!name.Ok) throw new Refusal(RefusalKind.Invalid, InputText.WordFor(name.Fault), "name", 100);
        var login = await db.RequireLogin(input.Handle, ct);
        var secret = TokenHash.NewSecret();
        await writer.Run(turn =>
        {
            turn.AccessTokens.Add(new AccessToken
            {
                Id = ids.Next(),
                UserId = login.User.Id,
                TokenHash = TokenHash.Of(secret)!.Value.ToBytes(),
                Scopes = string.Join(' ', scopes),
                Name = name.Text,
            });
        }, ct);
        return secret;
    }
}
