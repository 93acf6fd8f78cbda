using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Accounts.Access;
using Zhibo.Data;

namespace Zhibo.Commands.Users;

/// <summary>The operator's hand on logins. Passwords come from stdin or are made here: a command line is seen by others.</summary>
internal static class UserVerb
{
    private static readonly Argument<string> Handle = new("HANDLE") { Description = "Name after the @, such as wang_xiaowei" };
    private static readonly Option<bool> Generate = new("--generate") { Description = "Make a password and print it, instead of reading one from stdin" };

    public static Command New() =>
        new("user", "Add and mend logins")
        {
            Add(), Password(), List(), SeatVerb.New(),
            OnHandle<ApproveRegistration>("approve", "Let a person in who waits for approval", (approve, handle, ct) => approve.Run(new(handle), ct)),
            OnHandle<RefuseRegistration>("refuse", "Turn away a person who waits for approval", (refuse, handle, ct) => refuse.Run(new(handle), ct)),
            OnHandle<DisableUser>("disable", "Shut a login; the account and its posts stay", (disable, handle, ct) => disable.Run(new(handle), ct)),
            OnHandle<EnableUser>("enable", "Open a login that was shut", (enable, handle, ct) => enable.Run(new(handle), ct)),
        };

    private static Command Add()
    {
        var nickname = new Option<string?>("--nickname") { HelpName = "NAME", Description = "Name shown (default: the handle)" };
        var email = new Option<string?>("--email") { HelpName = "ADDRESS" };
        var role = new Option<UserRole>("--role") { Description = "Citizen, HallAdmin or Operator (default: Citizen)" };
        return new Command("add", "Add a login with its account") { Handle, nickname, email, role, Generate }.DoesWithServices(async (call, services) =>
        {
            var (password, made) = await Secret(call);
            var input = new AddUser.Input(call.Get(Handle), call.Get(nickname) ?? call.Get(Handle), password, call.Get(role)) { Email = call.Get(email), Language = call.Configured.Settings.Site.Language };
            await services.GetRequiredService<AddUser>().Run(input, call.Stop);
            if (made) await call.Output.WriteLineAsync(password);
            return 0;
        });
    }

    private static Command Password()
    {
        var drop = new Option<bool>("--drop-totp") { Description = "Also take away a second step whose phone is lost" };
        return new Command("password", "Set a new password, end all sessions and tokens, open a locked login") { Handle, drop, Generate }.DoesWithServices(async (call, services) =>
        {
            var (password, made) = await Secret(call);
            await services.GetRequiredService<SetPassword>().Run(new(call.Get(Handle), password, call.Get(drop)), call.Stop);
            if (made) await call.Output.WriteLineAsync(password);
            return 0;
        });
    }

    private static Command List()
    {
        var waiting = new Option<bool>("--waiting") { Description = "Only those who wait for approval, with their reasons" };
        return new Command("list", "List logins: handle, nickname, role, status") { waiting }.DoesWithServices(async (call, services) =>
        {
            if (call.Get(waiting))
            {
                foreach (var row in await services.GetRequiredService<ListRegistrations>().Run(call.Stop))
                    await call.Output.WriteLineAsync($"{row.Handle}\t{row.Nickname}\t{row.AskedAt:u}\t{row.Reason.ReplaceLineEndings(" ")}");
                return 0;
            }
            var db = services.GetRequiredService<Db>();
            var rows = db.Users.OrderBy(u => u.Id).Join(db.Accounts, u => u.AccountId, a => a.Id, (u, a) => new { a.Handle, a.Nickname, u.Role, u.Status });
            await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(call.Stop))
                await call.Output.WriteLineAsync($"{row.Handle}\t{row.Nickname}\t{row.Role}\t{row.Status}");
            return 0;
        });
    }

    private static Command OnHandle<TUseCase>(string name, string description, Func<TUseCase, string, CancellationToken, Task> run)
        where TUseCase : notnull =>
        new Command(name, description) { Handle }.DoesWithServices(async (call, services) =>
        {
            await run(services.GetRequiredService<TUseCase>(), call.Get(Handle), call.Stop);
            return 0;
        });

    private static async Task<(string Password, bool Made)> Secret(Call call)
    {
        if (call.Get(Generate)) return (System.Security.Cryptography.RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz23456789", 16), true);
        if (!Console.IsInputRedirected) await call.Error.WriteAsync("Password: ");
        var line = await call.Input.ReadLineAsync(call.Stop);
        return string.IsNullOrEmpty(line) ? throw new CommandFailure("a password is wanted on stdin (or --generate)") : (line, false);
    }
}
