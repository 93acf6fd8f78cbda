using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Accounts.Access;

/// <summary>The operator's way to a login with its account (<c>user add</c>): reserved names may be given out.</summary>
public sealed class AddUser(Writer writer, Passwords passwords, Ids ids)
{
    public sealed record Input(string Handle, string Nickname, string Password, UserRole Role = UserRole.Citizen)
    {
        public string? Email { get; init; }

        public string Language { get; init; } = "zh-Hans";

        /// <summary>From <see cref="Passwords.Hash"/>, instead of the password: hashing two hundred demo logins takes a while.</summary>
        public string? PasswordHash { get; init; }
    }

    public sealed record Outcome(long UserId, long AccountId);

    public async Task<Outcome> Run(Input input, CancellationToken ct)
    {
        var (handle, nickname) = (NameClaims.Handle(input.Handle, byOperator: true), NameClaims.Nickname(input.Nickname, byOperator: true));
        var email = input.Email is null ? null : MailAddresses.Normalize(input.Email) ?? throw ConfirmLetters.Bad();
        if (input.PasswordHash is null) PasswordRules.Require(input.Password, handle, nickname);
        var hash = input.PasswordHash ?? await passwords.Hash(input.Password, ct);
        return await writer.Run(db =>
        {
            if (email is not null && db.Users.Any(u => u.Email == email)) throw new Refusal(RefusalKind.Conflict, "accounts.email_taken", "email");
            var account = OpenAccount.New(db, ids.Next(), handle, nickname);
            var user = new User
            {
                Id = ids.Next(),
                AccountId = account.Id,
                PasswordHash = hash,
                Email = email,
                Role = input.Role,
                Language = input.Language,
            };
            db.Users.Add(user);
            db.Raise(new AccountOpened(account.Id));
            return new Outcome(user.Id, account.Id);
        }, ct);
    }
}
