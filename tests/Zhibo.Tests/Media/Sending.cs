using System.Net;
using System.Text.Json;
using Zhibo.Media.Making;
using Microsoft.Extensions.DependencyInjection;

namespace Zhibo.Tests.Media;

/// <summary>What stories about files say often.</summary>
internal static class Sending
{
    public static Task<HttpResponseMessage> Uploads(this Person person, byte[] file, params (string Name, string Value)[] fields) =>
        person.Calls(HttpMethod.Post, "/api/v2/media", Form(("file", [file]), fields));

    /// <summary>The MediaAttachment of a file that is taken.</summary>
    public static async Task<JsonElement> Sends(this Person person, byte[] file, string? alt = null)
    {
        var answer = await person.Uploads(file, alt is null ? [] : [("description", alt)]);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>Posts with files; the status.</summary>
    public static Task<JsonElement> Shows(this Person person, string text, params string[] files) =>
        person.Json(HttpMethod.Post, "/api/v1/statuses", new { status = text, media_ids = files });

    public static MultipartFormDataContent Form((string Name, byte[][] Files) files, params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields) form.Add(new StringContent(value), name);
        // What a browser says of the file is not believed, so it is not said here.
        foreach (var (place, file) in files.Files.Index()) form.Add(new ByteArrayContent(file), files.Name, $"file{place}");
        return form;
    }

    public static Task<HttpResponseMessage> File(this Town town, string address) => town.Stranger.Get(new Uri(address).PathAndQuery);

    /// <summary>The larger files are there too.</summary>
    public static Task FilesReady(this Town town) => town.Services.GetRequiredService<Workbench>().Quiet();
}
