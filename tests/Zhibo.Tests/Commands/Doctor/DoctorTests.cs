using System.Text.Json;

namespace Zhibo.Tests.Commands.Doctor;

public sealed class DoctorTests
{
    [BothEngines]
    public async Task A_sound_city_gets_no_fail(EngineKind engine)
    {
        await using var town = await Town.Start(engine, new() { RealClock = true });
        await town.Citizen("王小微");

        var said = await new Shell(town).Does("", "doctor");

        said.Code.ShouldBe(0, said.Out);
        foreach (var what in new[] { "configuration", "data folder", "disk", "languages and zone", "open files", "database", "migrations", "integrity", "clock", "keys", "facts", "jobs" })
            said.Out.Split('\n').ShouldContain(line => line.StartsWith("ok    " + what, StringComparison.Ordinal) || line.StartsWith("warn  " + what, StringComparison.Ordinal), said.Out);
        said.Out.ShouldContain("warn  mail: no server set");
    }

    [Fact]
    public async Task What_is_broken_is_named_with_the_way_to_mend_it()
    {
        await using var folder = new Folder();
        var settings = new { Zhibo = new { Database = "Host=127.0.0.1;Port=1;Timeout=2", Limits = new { Enabled = false }, Mail = new { Host = "127.0.0.1", Port = 1, From = "a@b.example" } } };
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "appsettings.json"), JsonSerializer.Serialize(settings), TestContext.Current.CancellationToken);

        var said = await Shell.Run(["doctor", "--data", folder.Path]);

        said.Code.ShouldBe(1);
        var lines = said.Out.Split('\n');
        lines.ShouldContain(l => l.StartsWith("warn  rate limits: off -> ", StringComparison.Ordinal));
        lines.ShouldContain(l => l.StartsWith("fail  mail: 127.0.0.1:1 does not answer -> ", StringComparison.Ordinal));
        lines.ShouldContain(l => l.StartsWith("fail  database: ", StringComparison.Ordinal) && l.Contains(" -> ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Before_the_first_start_there_is_nothing_to_fail()
    {
        await using var folder = new Folder();

        var said = await Shell.Run(["doctor", "--data", folder.Path]);

        said.Code.ShouldBe(0, said.Out);
        said.Out.ShouldContain("the first start makes it");
        File.Exists(Path.Combine(folder.Path, "zhibo.db")).ShouldBeFalse();
    }
}
