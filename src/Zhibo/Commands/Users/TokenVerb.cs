using System.CommandLine;
using Zhibo.Accounts.Access;

namespace Zhibo.Commands.Users;

internal static class TokenVerb
{
    private static readonly Argument<string> Handle = new("HANDLE") { Description = "Whose token" };

    private static readonly Option<string> Scopes = new("--scopes")
    {
        HelpName = "SCOPES",
        Description = "What it may do, in Mastodon's words",
        DefaultValueFactory = _ => IssueToken.AllScopes,
    };

    private static readonly Option<string> Name = new("--name")
    {
        HelpName = "TEXT",
        Description = "What its owner sees in the list of tokens",
        DefaultValueFactory = _ => "zhibo token",
    };

    /// <summary>The token and nothing else stands on stdout: <c>TOKEN=$(zhibo token editor)</c>.</summary>
    public static Command New() =>
        new Command("token", "Print an access token for programs") { Handle, Scopes, Name }.DoesWithServices(async (call, services) =>
        {
            var secret = await services.GetRequiredService<IssueToken>().Run(new(call.Get(Handle), call.Get(Scopes), call.Get(Name)), call.Stop);
            await call.Output.WriteLineAsync(secret);
            return 0;
        });
}
