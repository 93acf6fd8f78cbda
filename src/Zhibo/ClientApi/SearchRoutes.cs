using System.Buffers;
using System.Globalization;
using Zhibo.Accounts;
using Zhibo.ClientApi.Wire;
using Zhibo.Posts;
using Zhibo.Posts.Reading;
using Zhibo.Search.Asking;
using Zhibo.Search.ByName;
using Zhibo.Search.Pages;
using Zhibo.Web;

namespace Zhibo.ClientApi;

/// <summary>Accounts, statuses and hashtags by what somebody typed, or the one thing whose address on this site they pasted.
/// Other sites are not asked: <c>resolve</c> means nothing.</summary>
internal static class SearchRoutes
{
    private const int Standard = 20, Most = 40, StandardAccounts = 40, MostAccounts = 80;

    /// <summary>Among so many the followed ones are looked for.</summary>
    private const int MostNamed = 200;

    public static void MapSearches(this IEndpointRouteBuilder api)
    {
        api.MapGet("/v2/search", Search);
        api.MapGet("/v1/accounts/search", AccountsAlone);
    }

    private static async Task Search(HttpContext http)
    {
        var reader = await http.ReaderWith("read:search");
        http.Of<SearchGate>().Take(http);
        var (fields, place) = (Fields.OfQuery(http), http.Place());
        var (text, wanted, limit, skip) = (fields.Text("q") ?? "", Kind(fields), Math.Clamp(Number(fields, "limit") ?? Standard, 1, Most), Math.Max(0, Number(fields, "offset") ?? 0));
        if (await Pasted(http, place, reader, text) is { } meant)
        {
            await Answer(http, place, meant.Accounts, meant.Statuses, [], reader);
            return;
        }
        var question = Question.Of(text, http.Of<SiteFace>().Zone);
        await Answer(http, place,
            wanted is null or "accounts" && fields.Id("account_id") is null ? await Named(http, question, reader, fields, limit, skip) : [],
            wanted is null or "statuses" ? await Statuses(http, question, reader, place, fields, limit, skip) : [],
            wanted is null or "hashtags" ? await http.Of<FindNames>().Topics(question.Words, skip, limit, http.RequestAborted) : [],
            reader);
    }

    private static async Task AccountsAlone(HttpContext http)
    {
        var reader = await http.ReaderWith("read:accounts");
        http.Of<SearchGate>().Take(http);
        var (fields, place) = (Fields.OfQuery(http), http.Place());
        var found = await Named(http, Question.Of(fields.Text("q"), http.Of<SiteFace>().Zone), reader, fields, Math.Clamp(Number(fields, "limit") ?? StandardAccounts, 1, MostAccounts), Math.Max(0, Number(fields, "offset") ?? 0));
        await Answers.Entity(http, json =>
        {
            json.WriteStartArray();
            foreach (var account in found) place.Accounts.Write(json, account);
            json.WriteEndArray();
        });
    }

    private static string? Kind(Fields fields) => fields.Text("type") switch
    {
        null or "" => null,
        var kind when kind is "accounts" or "statuses" or "hashtags" => kind,
        _ => throw Fields.Bad("type"),
    };

    private static int? Number(Fields fields, string name) =>
        int.TryParse(fields.Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static async Task<List<Account>> Named(HttpContext http, Question question, Reader reader, Fields fields, int limit, int skip)
    {
        var find = http.Of<FindNames>();
        if (fields.Flag("following") != true) return await find.Accounts(question.Words, reader, skip, limit, http.RequestAborted);
        return [.. (await find.Accounts(question.Words, reader, 0, MostNamed, http.RequestAborted)).Where(a => reader.Follows(a.Id)).Skip(skip).Take(limit)];
    }

    /// <summary>Newest first. An offset reads and drops what comes before it.</summary>
    private static async Task<IReadOnlyList<Card>> Statuses(HttpContext http, Question question, Reader reader, Place place, Fields fields, int limit, int skip)
    {
        var find = http.Of<FindPosts>();
        var page = http.Page(Standard, Most);
        List<Card> cards = [];
        skip = Math.Min(skip, FindNames.Deepest);
        while (cards.Count < skip + limit)
        {
            var found = await find.Run(new(question, reader, place.Cards, page with { Limit = Math.Min(Most, skip + limit - cards.Count) }) { AuthorId = fields.Id("account_id") }, http.RequestAborted);
            cards.AddRange(found.Cards);
            if (found.Next is not { } next) break;
            page = page with { MaxId = next };
        }
        return [.. cards.Skip(skip)];
    }

    /// <summary>Apps open a link of this site by searching for it, and name@this.site is one of us.</summary>
    private static async Task<(List<Account> Accounts, IReadOnlyList<Card> Statuses)?> Pasted(HttpContext http, Place place, Reader reader, string text)
    {
        text = text.Trim();
        if (!text.StartsWith(place.At.Root + "/@", StringComparison.OrdinalIgnoreCase)) return null;
        switch (text[(place.At.Root.Length + 2)..].Split('/', '?', '#'))
        {
            case [var handle] when await http.Of<FindAccount>().Run(handle, http.RequestAborted) is { } account:
                return ([account], []);
            case [_, var id] when Paging.Ids(id) is { } post && await place.Cards.One(post, http.RequestAborted) is { Sight.Deleted: false } card && reader.CanSee(card.Sight):
                return ([], [card]);
            default:
                return ([], []);
        }
    }

    private static Task Answer(HttpContext http, Place place, List<Account> accounts, IReadOnlyList<Card> statuses, List<Topic> topics, Reader reader) => Answers.Raw(http, output =>
    {
        var days = TagJson.DaysOf(http, topics);
        output.Write("{\"accounts\":"u8);
        using (var json = Pen.On(output))
        {
            json.WriteStartArray();
            foreach (var account in accounts) place.Accounts.Write(json, account);
            json.WriteEndArray();
        }
        output.Write(",\"statuses\":"u8);
        Answers.WriteList(output, statuses, reader);
        output.Write(",\"hashtags\":"u8);
        using (var json = Pen.On(output))
        {
            json.WriteStartArray();
            foreach (var topic in topics) TagJson.Write(json, place.At, topic, days[topic.Id]);
            json.WriteEndArray();
        }
        output.Write("}"u8);
    });
}
