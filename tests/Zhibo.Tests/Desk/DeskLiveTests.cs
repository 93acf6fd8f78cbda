using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhibo.Agencies;

namespace Zhibo.Tests.Desk;

/// <summary>Numbers of an open desk move by themselves.</summary>
public sealed class DeskLiveTests
{
    [BothEngines]
    public async Task An_open_desk_counts_along_and_falls_silent_without_a_seat(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var office = await town.Office("德阳城管", "chengguan");
        var editor = await town.Staff("小编小李", office);
        using var answer = await editor.Get("/desk/chengguan/events");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        (await Next(lines)).ShouldBe(0);

        await (await town.Citizen("王小微", "wang")).Posts("@德阳城管 路灯坏了");
        await town.Quiet();
        (await Next(lines)).ShouldBe(1);

        await town.Write(db =>
        {
            db.Seats.Where(s => s.UserId == editor.UserId).ExecuteDelete();
            db.Raise(new SeatsChanged(editor.UserId));
        });
        (await Next(lines)).ShouldBeNull();
    }

    /// <summary>People to answer, as the next event says; null at the end of the stream.</summary>
    private static async Task<int?> Next(StreamReader lines)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        while (await lines.ReadLineAsync(patience.Token) is { } line)
            if (line.StartsWith("data: ", StringComparison.Ordinal)) return JsonDocument.Parse(line[6..]).RootElement.GetProperty("answer").GetInt32();
        return null;
    }
}
