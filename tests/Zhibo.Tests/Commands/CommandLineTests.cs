using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhibo.Shared;

namespace Zhibo.Tests.Commands;

/// <summary>The program as an operator meets it: what it prints, and how it ends.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--help")]
    [InlineData("serve", "--help")]
    [InlineData("demo", "--help")]
    [InlineData("migrate", "--help")]
    [InlineData("doctor", "--help")]
    [InlineData("token", "--help")]
    [InlineData("user", "--help")]
    [InlineData("user", "add", "--help")]
    [InlineData("user", "password", "--help")]
    [InlineData("backup", "--help")]
    [InlineData("restore", "--help")]
    public async Task Every_verb_explains_itself(params string[] args)
    {
        var said = await Shell.Run(args);
        said.Code.ShouldBe(0);
        said.Out.ShouldContain("Usage:");
        said.Out.ShouldContain("--data");
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("token")]
    [InlineData("user", "add")]
    [InlineData("backup")]
    [InlineData("migrate", "--nonsense")]
    public async Task Wrong_use_is_two_with_one_line(params string[] args)
    {
        var said = await Shell.Run(args);
        said.Code.ShouldBe(2);
        said.Out.ShouldBeEmpty();
        said.Error.Split('\n').Length.ShouldBe(1);
        said.Error.ShouldStartWith("zhibo: ");
        said.Error.ShouldEndWith("--help tells more)");
    }

    [BothEngines]
    public async Task A_citizen_is_added_and_gets_a_token_that_the_site_knows(EngineKind engine)
    {
        await using var town = await Town.Start(engine, new() { RealClock = true });
        var site = new Shell(town);

        (await site.Does("", "user", "add", "wang_xiaowei", "--nickname", "王小微", "--generate")).Out.Length.ShouldBe(16);
        (await site.Does("weave-for-people\n", "user", "add", "chief", "--role", "Operator")).Code.ShouldBe(0);
        (await site.Does("", "user", "list")).Out.ShouldBe("wang_xiaowei\t王小微\tCitizen\tActive\nchief\tchief\tOperator\tActive");

        var token = (await site.Does("", "token", "wang_xiaowei")).Out;
        token.ShouldNotContain(' ');
        var user = await town.Read(db => db.Users.FirstAsync());
        (await town.Read(db => db.AccessTokens.SingleAsync())).UserId.ShouldBe(user.Id);

        var nobody = await site.Does("", "token", "nobody");
        (nobody.Code, nobody.Out).ShouldBe((1, ""));
        nobody.Error.ShouldStartWith("zhibo: ");
    }

    [BothEngines]
    public async Task What_a_command_changes_the_running_site_hears(EngineKind engine)
    {
        await using var town = await Town.Start(engine, new() { RealClock = true });
        var site = new Shell(town);
        await site.Does("weave-for-people\n", "user", "add", "wang_xiaowei");
        var token = (await site.Does("", "token", "wang_xiaowei")).Out;
        var person = new Person(town, token: token);
        (await person.Calls(HttpMethod.Get, "/api/v1/accounts/verify_credentials")).StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);

        // The token is known and held in memory; a new password ends it.
        await site.Does("another-fine-word\n", "user", "password", "wang_xiaowei");
        var status = System.Net.HttpStatusCode.OK;
        for (var wait = 0; wait < 100 && status == System.Net.HttpStatusCode.OK; wait++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
            status = (await person.Calls(HttpMethod.Get, "/api/v1/accounts/verify_credentials")).StatusCode;
        }
        status.ShouldBe(System.Net.HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("Zhibo__Site__Nmae", "x", "Zhibo:Site:Nmae", "did you mean Name?")]
    [InlineData("Zhibo__Sites__Name", "x", "Zhibo:Sites:Name", "unknown key")]
    [InlineData("Zhibo__Limits__Enabled", "maybe", "Zhibo:Limits:Enabled", "true or false")]
    [InlineData("Zhibo__Site__Registration", "7", "Zhibo:Site:Registration", "Open, Approval, Closed")]
    [InlineData("Zhibo__Mail__Port", "many", "Zhibo:Mail:Port", "whole number")]
    [InlineData("Zhibo__Mail__Host", "mail.example", "Zhibo:Mail:From", "e-mail")]
    [InlineData("Zhibo__Clock__TimeZone", "Mars/Olympus", "Zhibo:Clock:TimeZone", "Asia/Shanghai")]
    [InlineData("Zhibo__Site__Language", "tlh", "Zhibo:Site:Language", "zh-Hans")]
    [InlineData("Zhibo__Site__TrustedProxies", "10.0.0.1, everyone", "Zhibo:Site:TrustedProxies", "10.0.0.5")]
    [InlineData("Zhibo__Node", "16", "Zhibo:Node", "0 to 15")]
    public async Task A_misspelt_key_or_a_bad_value_stops_the_start_with_a_line_that_names_it(string key, string value, string named, string hint)
    {
        await using var folder = new Folder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "appsettings.json"), Nested(key.Split("__"), value), TestContext.Current.CancellationToken);

        var said = await Shell.Run(["migrate", "--data", folder.Path]);

        said.Code.ShouldBe(1);
        said.Error.ShouldStartWith("zhibo: " + named);
        said.Error.ShouldContain(hint);
        said.Error.ShouldNotContain("\n");
        Directory.GetFiles(folder.Path).Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_settings_file_that_is_no_json_is_named()
    {
        await using var folder = new Folder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "appsettings.json"), "{ \"Zhibo\": ", TestContext.Current.CancellationToken);

        var said = await Shell.Run(["migrate", "--data", folder.Path]);

        said.Code.ShouldBe(1);
        said.Error.ShouldContain(folder.Path);
    }

    [Fact]
    public void The_settings_file_of_the_program_says_what_the_program_does_without_it()
    {
        var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "appsettings.json")), new() { CommentHandling = JsonCommentHandling.Skip });
        var defaults = JsonSerializer.SerializeToElement(new Settings(), new JsonSerializerOptions { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() }, IgnoreReadOnlyProperties = true });
        Flat(file.RootElement.GetProperty("Zhibo")).Order().ShouldBe(Flat(defaults).Order());
    }

    private static IEnumerable<string> Flat(JsonElement element, string path = "") => element.ValueKind == JsonValueKind.Object
        ? element.EnumerateObject().SelectMany(p => Flat(p.Value, path + ":" + p.Name))
        : [path + "=" + element];

    private static string Nested(string[] path, string value) =>
        path.Reverse().Aggregate(JsonSerializer.Serialize(value), (inner, name) => $"{{\"{name}\":{inner}}}");
}
