using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Zhibo.Tests.ClientApi;
using Zhibo.Tests.Desk;

namespace Zhibo.Tests.Documents;

/// <summary>What stories about documents say often.</summary>
internal static class DocumentTown
{
    public const string Body = "各区县：\n\n# 一、谁来办\n\n**首问负责**，不得推诿。\n\n| 类别 | 时限 |\n|---|---|\n| 急事 | 30分钟 |\n";

    public static byte[] Pdf => "%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"u8.ToArray();

    /// <summary>A ZIP with these entries.</summary>
    public static byte[] Zip(params string[] names)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in names)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes("<x/>"));
            }
        }
        return bytes.ToArray();
    }

    public static byte[] Docx => Zip("[Content_Types].xml", "_rels/.rels", "word/document.xml");

    /// <summary>An office with an editor.</summary>
    public static async Task<(Person Office, Person Editor)> OfficeWithEditor(this Town town, string nickname = "微博德阳", string handle = "weibodeyang")
    {
        var office = await town.Office(nickname, handle);
        return (office, await town.Staff("小编" + handle, office));
    }

    /// <summary>Calls our own doors in the office's name.</summary>
    public static async Task<JsonElement> Does(this Person editor, HttpMethod method, string path, object? body = null, string office = "weibodeyang")
    {
        var answer = await editor.Calls(method, "/api/zhibo/v1" + path, body is null ? null : JsonContent.Create(body), ("Zhibo-Act-As", office));
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue($"{method} {path}: {(int)answer.StatusCode} {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    /// <summary>Why it is refused.</summary>
    public static async Task<(HttpStatusCode Status, string Code)> Fails(this Person person, HttpMethod method, string path, object? body = null, string? office = "weibodeyang")
    {
        var answer = await person.Calls(method, "/api/zhibo/v1" + path, body is null ? null : body as HttpContent ?? JsonContent.Create(body), office is null ? [] : [("Zhibo-Act-As", office)]);
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeFalse(text);
        return (answer.StatusCode, JsonDocument.Parse(text).RootElement.Text("code"));
    }

    public static async Task<HttpResponseMessage> SendsPaper(this Person editor, byte[] file, string name, string office = "weibodeyang") =>
        await editor.Calls(HttpMethod.Post, "/api/zhibo/v1/documents/files", Paper(file, name), ("Zhibo-Act-As", office));

    public static MultipartFormDataContent Paper(byte[] file, string name, string field = "file", params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent();
        foreach (var (key, value) in fields) form.Add(new StringContent(value, Encoding.UTF8), key);
        form.Add(new ByteArrayContent(file), field, name);
        return form;
    }

    /// <summary>A published document; its number and that of its post.</summary>
    public static async Task<(string Id, string Post)> Issues(this Person editor, string title, string number = "", string body = Body, string office = "weibodeyang")
    {
        var draft = await editor.Does(HttpMethod.Post, "/documents", new { title, number, body }, office);
        var published = await editor.Does(HttpMethod.Post, $"/documents/{draft.Text("id")}/publish", new { }, office);
        return (published.Text("id"), published.Text("post_id"));
    }
}
