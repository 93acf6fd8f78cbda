using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;
using Zhibo.Tests.HouseRules;

namespace Zhibo.Tests.Hostile;

public sealed class FormTests
{
    [BothEngines]
    public async Task No_field_of_no_form_can_be_abused(EngineKind engine)
    {
        await using var grounds = await Grounds.Prepare(engine);
        var forms = await grounds.Forms();
        forms.Count.ShouldBeGreaterThan(10);
        var faults = new List<string>();
        // The forms are the same on both databases: the second is asked every third time, each text at other fields.
        var turn = 0;
        foreach (var form in forms.Where(f => !f.EndsEverything))
        {
            foreach (var field in form.Fields.Select(f => f.Key).Distinct())
                foreach (var text in HostileText.All)
                    if (engine == EngineKind.Sqlite || turn++ % 3 == 0)
                        faults.AddRange(await AnswerRules.Faults(await form.Person.Send(form.With(field, text)), $"{form.Where}: {text} in {field}"));
        }
        // What got through is shown: everywhere it can stand.
        foreach (var (_, path, pattern) in grounds.Routes().Where(r => r.Method == "GET"))
            faults.AddRange(await AnswerRules.Faults(await grounds.Wang.Get(path), $"afterwards {pattern}"));
        faults.ShouldBeNone("Answers that break the rules:");
    }

    [BothEngines]
    public async Task Hostile_posts_stand_as_text_on_every_page(EngineKind engine)
    {
        await using var grounds = await Grounds.Prepare(engine);
        var faults = new List<string>();
        foreach (var text in HostileText.All)
        {
            foreach (var field in new[] { "text", "warning" })
            {
                var body = field == "text" ? $"text={text.Encoded()}" : $"text=x7&warning={text.Encoded()}";
                var request = new HttpRequestMessage(HttpMethod.Post, "/posts") { Content = new StringContent(body, null, "application/x-www-form-urlencoded") };
                faults.AddRange(await AnswerRules.Faults(await grounds.Wang.Send(request), $"{text} in {field}"));
            }
        }
        (await grounds.Town.Read(db => db.Posts.CountAsync())).ShouldBeGreaterThan(10);
        foreach (var path in new[] { "/", "/home", "/@wang", "/topics", "/api/v1/timelines/home", "/api/v1/timelines/public?limit=40" })
            faults.AddRange(await AnswerRules.Faults(await grounds.Mallory.Get(path), path));
        foreach (var post in await grounds.Town.Read(db => db.Posts.Select(p => p.Id).ToListAsync()))
            faults.AddRange(await AnswerRules.Faults(await grounds.Mallory.Get($"/@wang/{post}"), $"/@wang/{post}"));
        faults.ShouldBeNone("Answers that break the rules:");
    }

    [Fact]
    public async Task Text_direction_ends_with_the_text()
    {
        await using var grounds = await Grounds.Prepare(EngineKind.Sqlite);
        var post = await grounds.Wang.Posts("前\u202E倒着\u2067念");

        var body = new HtmlParser().ParseDocument(await (await grounds.Mallory.Get($"/@wang/{post}")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).QuerySelector("article.post .body")!;
        var open = body.TextContent.Count(c => c is '\u202A' or '\u202B' or '\u202D' or '\u202E' or '\u2066' or '\u2067' or '\u2068');
        var closed = body.TextContent.Count(c => c is '\u202C' or '\u2069');
        (open == closed || body.QuerySelector("bdi, [dir=auto]") is not null).ShouldBeTrue("an open bidi override reverses what stands behind the post");
    }
}
