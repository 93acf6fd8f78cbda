using System.Text;
using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Demo.Script;
using Zhibo.Regions.Import;

namespace Zhibo.Demo.Offices;

/// <summary>The regions of the city, brought in as an administrator would on the day the register was begun. Doing it again
/// changes nothing, so a fill that was killed is simply done again.</summary>
internal static class FirstRegions
{
    public static async Task Import(IDbContextFactory<Db> databases, Writer writer, Founding founding, CancellationToken ct)
    {
        using var table = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', DataFile.Lines("region-list.txt"))));
        var result = await new ImportRegions(databases, writer, new ThatDay(founding.Lists)).Run(new([new("region-list.csv", table)]), ct);
        if (result.Rejected > 0) throw new InvalidOperationException($"region-list.txt: {result.ToJson()}");
    }

    private sealed class ThatDay(DateTimeOffset moment) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => moment;
    }
}
