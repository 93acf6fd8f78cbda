using Zhibo.Documents;
using Zhibo.Documents.Reading;
using Zhibo.Posts.Writing;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Posts.Publishing;

/// <summary>Publishes a draft: a post of its office carries it from then on. Both are written in one turn, by the use case that writes every post.</summary>
public sealed class PublishDocument(CreatePost create, ReadDocuments read, Settings settings, TimeProvider clock)
{
    private const char OpenTitle = '\u300A', CloseTitle = '\u300B', More = '\u2026';

    /// <param name="AccountId">The office.</param>
    /// <param name="ActingUser">Who publishes for it; null where the office's own login does.</param>
    public sealed record Input(long AccountId, long? ActingUser, long DocumentId)
    {
        /// <summary>What the post says; empty is the usual: title and number.</summary>
        public string Text { get; init; } = "";

        /// <summary>A second call with the same key returns the first one's post.</summary>
        public string? Key { get; init; }
    }

    public async Task<Post> Run(Input input, CancellationToken ct)
    {
        var text = string.IsNullOrWhiteSpace(input.Text) ? Usual((await read.Own(input.AccountId, input.DocumentId, ct)).Document) : input.Text;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(settings.Clock.TimeZone);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);
        return await create.Run(new(input.AccountId, text)
        {
            ActingUser = input.ActingUser,
            Visibility = Visibility.Public,
            Document = new(input.DocumentId, today),
            IdempotencyKey = input.Key,
        }, ct);
    }

    /// <summary>《title》 and number; of a long title as much as a post may be long.</summary>
    public string Usual(Document document)
    {
        var number = document.Number.Length == 0 ? "" : " " + document.Number;
        var title = document.Title;
        while (title.Length > 1 && PostLength.Of(Said(title)) > settings.Site.PostLimit) title = title[..(char.IsLowSurrogate(title[^1]) ? ^2 : ^1)];
        return Said(title);

        string Said(string part) => part.Length == document.Title.Length ? $"{OpenTitle}{part}{CloseTitle}{number}" : $"{OpenTitle}{part}{More}{CloseTitle}{number}";
    }
}
