using System.Net;

namespace Zhibo.Tests.ClientApi;

/// <summary>Who sees what, at every door of this API.</summary>
public sealed class VisibilityTests
{
    private static readonly string[] All = ["author", "follower", "stranger", "mentioned", "blocked", "anonymous"];

    private static readonly Dictionary<string, string[]> See = new()
    {
        ["public"] = ["author", "follower", "stranger", "mentioned", "anonymous"],
        ["unlisted"] = ["author", "follower", "stranger", "mentioned", "anonymous"],
        ["private"] = ["author", "follower", "mentioned"],
        ["direct"] = ["author", "mentioned"],
    };

    [BothEngines]
    public async Task A_post_is_seen_by_whom_it_is_for(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var people = await Cast(town);
        foreach (var (visibility, seeing) in See)
        {
            var post = await people["author"].Posts($"{visibility} @被提到", visibility);
            foreach (var who in All)
            {
                var (person, sees) = (people[who], seeing.Contains(who));
                (await person.Sees($"/api/v1/statuses/{post}")).ShouldBe(sees, $"{who} {visibility}");
                (await person.Sees($"/api/v1/statuses/{post}/context")).ShouldBe(sees, $"{who} {visibility} context");
                (await person.Sees($"/api/v1/statuses/{post}/history")).ShouldBe(sees, $"{who} {visibility} history");
                (await person.Sees($"/api/v1/statuses/{post}/favourited_by")).ShouldBe(sees, $"{who} {visibility} favourited_by");
                (await person.Sees($"/api/v1/statuses/{post}/reblogged_by")).ShouldBe(sees, $"{who} {visibility} reblogged_by");
                if (who != "anonymous") (await person.Sees($"/api/v1/statuses/{post}/source")).ShouldBe(sees, $"{who} {visibility} source");
                (await person.Json($"/api/v1/statuses?id[]={post}")).GetArrayLength().ShouldBe(sees ? 1 : 0);
                await Acts(person, who, post, visibility, sees);
            }
        }
    }

    [BothEngines]
    public async Task A_timeline_shows_what_is_for_its_reader(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var people = await Cast(town);
        foreach (var visibility in See.Keys) await people["author"].Posts($"#t {visibility} @被提到", visibility);

        foreach (var who in All)
        {
            var person = people[who];
            string[] everywhere = who == "blocked" ? [] : ["public"];
            (await Shown(person, "/api/v1/timelines/public")).ShouldBe(everywhere, who);
            (await Shown(person, "/api/v1/timelines/tag/t")).ShouldBe(everywhere, who);
            // What is only for those named in it stands in no list of an account.
            (await Shown(person, $"/api/v1/accounts/{people["author"].AccountId}/statuses")).ShouldBe(See.Keys.Where(v => v != "direct" && See[v].Contains(who)), who);
            if (who == "anonymous") continue;
            string[] home = who is "author" or "follower" ? ["public", "unlisted", "private"] : [];
            (await Shown(person, "/api/v1/timelines/home")).ShouldBe(home, who);
        }
    }

    [BothEngines]
    public async Task A_comment_is_seen_by_no_more_people_than_what_it_answers(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var people = await Cast(town);
        var post = await people["author"].Posts("仅关注者", "private");
        var comment = await people["follower"].Posts("知道了", "public", post);

        (await people["author"].Json($"/api/v1/statuses/{comment}")).Text("visibility").ShouldBe("private");
        (await people["stranger"].Sees($"/api/v1/statuses/{comment}")).ShouldBeFalse();
        (await people["stranger"].Calls(HttpMethod.Post, "/api/v1/statuses", System.Net.Http.Json.JsonContent.Create(new { status = "我也来", in_reply_to_id = post })).AsRefusal())
            .ShouldBe(HttpStatusCode.NotFound);
    }

    [BothEngines]
    public async Task The_muted_are_left_out_of_streams_but_not_of_their_own_page(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var people = await Cast(town);
        var post = await people["author"].Posts("晴");
        await people["follower"].Mutes(people["author"]);

        (await Shown(people["follower"], "/api/v1/timelines/home")).ShouldBeEmpty();
        (await Shown(people["follower"], "/api/v1/timelines/public")).ShouldBeEmpty();
        (await Shown(people["follower"], $"/api/v1/accounts/{people["author"].AccountId}/statuses")).Length.ShouldBe(1);
        (await people["follower"].Sees($"/api/v1/statuses/{post}")).ShouldBeTrue();
    }

    private static async Task Acts(Person person, string who, string post, string visibility, bool sees)
    {
        var like = await person.Calls(HttpMethod.Post, $"/api/v1/statuses/{post}/favourite");
        like.StatusCode.ShouldBe(who == "anonymous" ? HttpStatusCode.Unauthorized : sees ? HttpStatusCode.OK : HttpStatusCode.NotFound, $"{who} likes {visibility}");
        var repost = await person.Calls(HttpMethod.Post, $"/api/v1/statuses/{post}/reblog");
        var allowed = visibility is "public" or "unlisted" ? HttpStatusCode.OK : HttpStatusCode.Forbidden;
        repost.StatusCode.ShouldBe(who == "anonymous" ? HttpStatusCode.Unauthorized : sees ? allowed : HttpStatusCode.NotFound, $"{who} reposts {visibility}");
    }

    /// <summary>The first words that are names of visibilities, oldest first.</summary>
    private static async Task<string[]> Shown(Person person, string list) =>
        [.. (await person.Json(list)).EnumerateArray().Select(s => s.Text("visibility")).Reverse()];

    private static async Task<Dictionary<string, Person>> Cast(Town town)
    {
        var people = new Dictionary<string, Person>
        {
            ["author"] = await town.Citizen("作者"),
            ["follower"] = await town.Citizen("关注者"),
            ["stranger"] = await town.Citizen("路人"),
            ["mentioned"] = await town.Citizen("被提到"),
            ["blocked"] = await town.Citizen("被拉黑"),
            ["anonymous"] = town.Stranger,
        };
        await people["follower"].Follows(people["author"]);
        await people["blocked"].Follows(people["author"]);
        await people["author"].Blocks(people["blocked"]);
        return people;
    }
}
