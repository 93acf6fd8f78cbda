using System.Globalization;
using Zhibo.Accounts.Audit;
using Zhibo.Data;
using Zhibo.Shared;
using Zhibo.Shared.Http;
using Zhibo.Shared.Text;

namespace Zhibo.Accounts.Profiles;

/// <summary>What the public sees of an account. Null leaves a part as it is.</summary>
public sealed class ChangeProfile(Writer writer, Limits limits, TimeProvider clock)
{
    public const int LongestBio = 280;
    private const int NamesPerDay = 5;

    public sealed record Input(Caller Caller)
    {
        public string? Nickname { get; init; }

        public string? Bio { get; init; }

        public IReadOnlyList<AccountField>? Fields { get; init; }

        public bool? HiddenFromSearch { get; init; }

        /// <summary>The person, where the account is an office's; the audit log learns of them.</summary>
        public long? ActingUser { get; init; }
    }

    public Task Run(Input input, CancellationToken ct)
    {
        var caller = input.Caller;
        // Unchanged it needs no check: an operator may have given a reserved name.
        var nickname = input.Nickname is { } typed && typed.Trim() != caller.Nickname ? NameClaims.Nickname(typed, byOperator: false) : null;
        var bio = input.Bio is null ? null : CleanBio(input.Bio);
        var fields = input.Fields is null ? null : AccountField.Write(AccountField.Clean(input.Fields));
        if (nickname is not null) limits.Take("nickname", caller.AccountId.ToString(CultureInfo.InvariantCulture), NamesPerDay, TimeSpan.FromDays(1));
        return writer.Run(db =>
        {
            var account = db.Accounts.Find(caller.AccountId)!;
            if (account.FrozenAt is not null) throw new Refusal(RefusalKind.Forbidden, "accounts.frozen");
            if (nickname is not null && nickname != account.Nickname) Rename(db, account, nickname);
            account.Bio = bio ?? account.Bio;
            account.Fields = fields ?? account.Fields;
            account.HiddenFromSearch = input.HiddenFromSearch ?? account.HiddenFromSearch;
            account.Version++;
            if (input.ActingUser is { } person) db.Audit(new("profile.changed", person) { AccountId = account.Id }, clock.GetUtcNow());
            db.Raise(new AccountChanged(account.Id));
        }, ct);
    }

    private static void Rename(Db db, Account account, string nickname)
    {
        // A real name, and somebody vouched for it.
        if (account.Kind == AccountKind.Official) throw new Refusal(RefusalKind.Forbidden, "accounts.name_of_official", "nickname");
        NameClaims.Claim(db, account.Id, handle: null, nickname);
        (account.Nickname, account.NicknameKey) = (nickname, Names.Skeleton(nickname));
    }

    private static string CleanBio(string typed)
    {
        var clean = InputText.Clean(typed, LongestBio);
        return clean.Ok ? clean.Text : throw new Refusal(RefusalKind.Invalid, InputText.WordFor(clean.Fault), "bio", LongestBio);
    }
}
