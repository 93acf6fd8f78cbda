using Zhibo.Data;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Accounts.Profiles;

/// <summary>Language, colours and print size of the person, wherever they sign in.</summary>
internal sealed class ChangeLook(Writer writer)
{
    public static readonly string[] Themes = ["auto", "light", "dark"];

    public sealed record Input(Caller Caller, string Language, string Theme, bool LargePrint);

    public Task Run(Input input, CancellationToken ct)
    {
        if (!Words.Languages.Contains(input.Language)) throw new Refusal(RefusalKind.Invalid, "accounts.look_unknown", "language");
        if (!Themes.Contains(input.Theme)) throw new Refusal(RefusalKind.Invalid, "accounts.look_unknown", "theme");
        return writer.Run(db =>
        {
            var user = db.Users.Find(input.Caller.UserId)!;
            (user.Language, user.Theme, user.LargePrint) = (input.Language, input.Theme, input.LargePrint);
            db.Raise(new CredentialsChanged(user.Id));
        }, ct);
    }
}
