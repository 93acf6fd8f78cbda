using System.CommandLine;
using Zhibo.Accounts.Audit;

namespace Zhibo.Commands;

/// <summary>audit verify: computes the chain of the log anew.</summary>
internal static class AuditVerb
{
    public static Command New() => new("audit", "Look after the audit log")
    {
        new Command("verify", "Check that no row was changed, added or taken out").DoesWithServices(async (call, services) =>
        {
            var found = await services.GetRequiredService<VerifyAudit>().Run(call.Stop);
            if (found.BrokenAt is { } row) throw new CommandFailure($"the audit log breaks at row {row}: it was changed, or a row before it is missing");
            await call.Output.WriteLineAsync($$"""{"rows":{{found.Rows}},"newest":"{{found.Newest}}"}""");
            return 0;
        }),
    };
}
