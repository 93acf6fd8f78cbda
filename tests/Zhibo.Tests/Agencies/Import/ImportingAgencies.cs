using System.Text;
using Zhibo.Agencies.Import;
using Zhibo.Shared.Text;

namespace Zhibo.Tests.Agencies.Import;

/// <summary>Bringing lists into a town; faults as the command prints them.</summary>
internal static class ImportingAgencies
{
    public static Task<(ImportAgencies.Outcome Outcome, IReadOnlyList<string> Faults)> Imports(this RegisterTown register, params string[] lines) =>
        register.Imports("list.csv", Encoding.UTF8.GetBytes(string.Join('\n', lines)));

    public static async Task<(ImportAgencies.Outcome Outcome, IReadOnlyList<string> Faults)> Imports(this RegisterTown register, string name, byte[] content, string? map = null, bool dryRun = false, long? userId = null)
    {
        var input = new ImportAgencies.Input(userId ?? register.Admin.UserId, new MemoryStream(content), name) { MapJson = map, DryRun = dryRun };
        var outcome = await register.Does<ImportAgencies, ImportAgencies.Outcome>(import => import.Run(input, RegisterTown.Ct));
        return (outcome, [.. outcome.Faults.Select(f => f.Line(Words.For("en")))]);
    }
}
