using Microsoft.AspNetCore.Identity;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Accounts.Access;

/// <summary>Before keys change hands the person types the password again: an open browser is not enough.</summary>
internal sealed class ConfirmPassword(Db db, Passwords passwords, SignInGate gate)
{
    public async Task<User> Run(Caller caller, string password, CancellationToken ct)
    {
        gate.Confirm(caller.UserId);
        var user = await db.Users.FindAsync([caller.UserId], ct) ?? throw new Refusal(RefusalKind.SignInNeeded, "accounts.sign_in_needed");
        var right = password.Length <= PasswordRules.Longest
            && await passwords.Verify(user.PasswordHash, password, ct) != PasswordVerificationResult.Failed;
        return right ? user : throw new Refusal(RefusalKind.Invalid, "accounts.password_wrong", "current");
    }
}
