using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Zhibo.Tests.ClientApi;

/// <summary>However it is sent, and whatever is sent: understood, or refused with a reason.</summary>
public sealed class BodyTests
{
    [BothEngines]
    public async Task Json_form_and_multipart_say_the_same(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var wang = await town.Citizen("王小微", "wang");
        HttpContent[] bodies =
        [
            Json("""{"status": "汉字 & 🍊", "visibility": "unlisted", "sensitive": true, "media_ids": []}"""),
            new FormUrlEncodedContent([new("status", "汉字 & 🍊"), new("visibility", "unlisted"), new("sensitive", "1"), new("media_ids[]", "")]),
            new MultipartFormDataContent { { new StringContent("汉字 & 🍊"), "status" }, { new StringContent("unlisted"), "visibility" }, { new StringContent("true"), "sensitive" } },
            new ByteArrayContent([0xEF, 0xBB, 0xBF, .. """{"status": "汉字 & 🍊", "visibility": "unlisted", "sensitive": "on"}"""u8]) { Headers = { ContentType = new("application/json") } },
        ];
        foreach (var body in bodies)
        {
            var answer = await wang.Calls(HttpMethod.Post, "/api/v1/statuses", body);
            var text = await answer.Content.ReadAsStringAsync();
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
            using var status = JsonDocument.Parse(text);
            status.RootElement.Text("content").ShouldBe("<p>汉字 &amp; 🍊</p>");
            status.RootElement.Text("visibility").ShouldBe("unlisted");
            status.RootElement.Flag("sensitive").ShouldBeTrue();
            // Three bytes a character, not six.
            text.ShouldContain("汉字");
        }
        (await wang.Json(HttpMethod.Post, "/api/v1/statuses?status=" + Uri.EscapeDataString("在地址里"))).Text("content").ShouldBe("<p>在地址里</p>");
    }

    [BothEngines]
    public async Task Nonsense_is_refused_and_never_a_fault(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var wang = await town.Citizen("王小微", "wang");
        (HttpContent Body, HttpStatusCode Status)[] bodies =
        [
            (Json("{"), HttpStatusCode.BadRequest),
            (Json("[]"), HttpStatusCode.BadRequest),
            (Json("\"text\""), HttpStatusCode.BadRequest),
            (Json(""), HttpStatusCode.BadRequest),
            (Json("{\"status\": \"a\"} trailing"), HttpStatusCode.BadRequest),
            (Json("""{"status": "\ud800"}"""), HttpStatusCode.UnprocessableEntity),
            (Json("""{"\ud800": "a", "status": "b"}"""), HttpStatusCode.UnprocessableEntity),
            (Json("""{"status": "a\u0000b"}"""), HttpStatusCode.UnprocessableEntity),
            (Bytes([.. "{\"status\": \""u8, 0xFF, 0xFE, .. "\"}"u8], "application/json"), HttpStatusCode.UnprocessableEntity),
            (Bytes([.. "{\"status\": \""u8, 0xC3, 0x28, .. "\"}"u8], "application/json"), HttpStatusCode.UnprocessableEntity),
            (Json($$"""{"status": "{{new string('长', 1_000_000 / 3)}}"}"""), HttpStatusCode.UnprocessableEntity),
            (Json($$"""{"status": "{{new string('x', 1_200_000)}}"}"""), HttpStatusCode.RequestEntityTooLarge),
            (Json(new string('[', 5000) + new string(']', 5000)), HttpStatusCode.BadRequest),
            (Json("{\"status\":" + new string('[', 5000) + new string(']', 5000) + "}"), HttpStatusCode.BadRequest),
            (new FormUrlEncodedContent([new("status", new string('x', 300_000))]), HttpStatusCode.UnprocessableEntity),
            (Bytes("status=%00"u8.ToArray(), "application/x-www-form-urlencoded"), HttpStatusCode.BadRequest),
            (Bytes("poll[options][]=a&status=b"u8.ToArray(), "application/x-www-form-urlencoded"), HttpStatusCode.UnprocessableEntity),
            (Bytes(Encoding.ASCII.GetBytes(string.Join('&', Enumerable.Range(0, 2000).Select(n => $"k{n}=v"))), "application/x-www-form-urlencoded"), HttpStatusCode.BadRequest),
            (Bytes("--x\r\nContent-Disposition: form-data; name=\"status\"\r\n\r\nhalf"u8.ToArray(), "multipart/form-data; boundary=x"), HttpStatusCode.BadRequest),
            (Bytes("--x\r\n"u8.ToArray(), "multipart/form-data"), HttpStatusCode.BadRequest),
            (Bytes("<status/>"u8.ToArray(), "application/xml"), HttpStatusCode.UnsupportedMediaType),
        ];
        foreach (var (body, status) in bodies)
        {
            var sent = Encoding.UTF8.GetString((await body.ReadAsByteArrayAsync()).Take(60).ToArray());
            (await wang.Calls(HttpMethod.Post, "/api/v1/statuses", body).AsRefusal()).ShouldBe(status, sent);
        }
        (await wang.Json($"/api/v1/accounts/{wang.AccountId}/statuses")).GetArrayLength().ShouldBe(0);
        town.Log.Errors.ShouldBeEmpty();
    }

    [BothEngines]
    public async Task Script_and_turned_text_stay_text(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var wang = await town.Citizen("王小微", "wang");
        foreach (var text in new[] { "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "a\u202Ebc", "javascript:alert(1)", "http://a\"onclick=b/", "\u200B \u200D 看", "'; DROP TABLE posts; --" })
        {
            var status = await wang.Json(HttpMethod.Post, "/api/v1/statuses", new { status = text, spoiler_text = text });
            var html = status.Text("content");
            html.ShouldNotContain("<script", Case.Insensitive);
            html.ShouldNotContain("<img", Case.Insensitive);
            html.ShouldNotContain("\u202E");
            (await wang.Json($"/api/v1/statuses/{status.Text("id")}")).Text("content").ShouldBe(html);
        }
        town.Log.Errors.ShouldBeEmpty();
    }

    [BothEngines]
    public async Task Queries_that_cannot_be_are_refused(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var wang = await town.Citizen("王小微", "wang");
        await wang.Posts("晴");
        foreach (var query in new[] { "max_id=x", "since_id=-1", "min_id=99999999999999999999", "max_id=%00", "max_id[]=1&max_id=a", "remote=maybe" })
            (await wang.Calls(HttpMethod.Get, "/api/v1/timelines/public?" + query).AsRefusal()).ShouldBe(HttpStatusCode.UnprocessableEntity, query);
        foreach (var query in new[] { "limit=0", "limit=-7", "limit=many", "limit=9999999999", "max_id=", "unknown=%22%3E%3Ca", "%FF%FE=%ED%A0%80" })
            (await wang.Leaf("/api/v1/timelines/public?" + query)).Ids.Length.ShouldBe(1, query);
        foreach (var name in new[] { "%00", "%ED%A0%80", "a%2Fb", new string('a', 3000), "%F0%9F%8D%8A", "..", "%E2%80%AE" })
            (await wang.Calls(HttpMethod.Get, "/api/v1/timelines/tag/" + name)).StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.BadRequest);
        town.Log.Errors.ShouldBeEmpty();
    }

    private static ByteArrayContent Json(string text) => Bytes(Encoding.UTF8.GetBytes(text), "application/json");

    private static ByteArrayContent Bytes(byte[] bytes, string type)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return content;
    }
}
