using Zhibo.Data;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Accounts.Access;

/// <summary>An account without a login of its own: an agency, or an author of imported posts. The operator's verb.</summary>
public sealed class OpenAccount(Writer writer, Ids ids)
{
    public sealed record Input(string Handle, string Nickname, AccountKind Kind = AccountKind.Citizen)
    {
        public bool Sealed { get; init; }

        public string? Unit { get; init; }

        public string Bio { get; init; } = "";
    }

    /// <summary>The account's id.</summary>
    public Task<long> Run(Input input, CancellationToken ct)
    {
        var (handle, nickname) = (NameClaims.Handle(input.Handle, byOperator: true), NameClaims.Nickname(input.Nickname, byOperator: true));
        return writer.Run(db =>
        {
            var account = New(db, ids.Next(), handle, nickname);
            (account.Kind, account.Sealed, account.Unit, account.Bio) = (input.Kind, input.Sealed, input.Unit, input.Bio);
            db.Raise(new AccountOpened(account.Id));
            return account.Id;
        }, ct);
    }

    /// <summary>Inside a turn: claims the names and adds the account. Whoever calls it says when the account is opened.</summary>
    public static Account New(Db db, long id, string handle, string nickname)
    {
        NameClaims.Claim(db, id, handle, nickname);
        return Claimed(db, id, handle, nickname);
    }

    /// <summary>As <see cref="New"/> where the names were found free in this turn, many together (<see cref="NameClaims.Taken"/>).</summary>
    public static Account Claimed(Db db, long id, string handle, string nickname)
    {
        var account = new Account
        {
            Id = id,
            Handle = handle,
            HandleKey = Names.Skeleton(handle),
            Nickname = nickname,
            NicknameKey = Names.Skeleton(nickname),
        };
        db.Accounts.Add(account);
        return account;
    }
}
