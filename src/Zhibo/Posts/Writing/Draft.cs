using Zhibo.Accounts;
using Zhibo.Posts.Commenting;
using Zhibo.Posts.Polls;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Posts.Writing;

/// <summary>A text that passed every rule, with what it names.</summary>
public sealed record Draft(string Text, string? Warning, string? Language, IReadOnlyList<(int Start, int Length, long AccountId)> Mentions, IReadOnlyList<(string Name, long? Id)> Topics)
{
    public bool Imported { get; init; }

    public PollDraft? Poll { get; init; }

    public WhoComments Who { get; init; }
}

/// <summary>Checks texts and finds names and topics in them.</summary>
public sealed class Drafts(Settings settings, AccountNames names, TopicIds topics, CommentDefaults commenters)
{
    /// <summary>UTF-16 units; guards storage. What people may write is counted by <see cref="PostLength"/>.</summary>
    public const int MostUnits = 20_000;

    /// <summary>Of a message to few; a site whose posts may be longer gives messages as much.</summary>
    public const int LongestMessage = 1_000;

    private const int LongestWarning = 100;

    public Draft Read(CreatePost.Input input) =>
        Read(input.Text, input.Warning, input.Language, input.Origin is not null, mayBeEmpty: input.Media.Count > 0 || input.Released is not null, toFew: input.Visibility == Visibility.Direct) with
        {
            Imported = input.Origin is not null,
            Poll = PollOf(input),
            // A comment goes by the post on top.
            Who = input.CommentOn is not null ? WhoComments.Everybody : input.Who ?? commenters.Of(input.AuthorId),
        };

    public Draft Read(string rawText, string? rawWarning, string? language, bool imported, bool mayBeEmpty = false, bool toFew = false)
    {
        var text = Clean(rawText, "text", MostUnits);
        if (string.IsNullOrWhiteSpace(text)) text = "";
        if (text.Length == 0 && !mayBeEmpty) throw new Refusal(RefusalKind.Invalid, "posts.empty", "text");
        var warning = Clean(rawWarning, "warning", MostUnits).ReplaceLineEndings(" ").Trim();
        if (!imported) CheckLength(text, warning, toFew);
        var tokens = PostText.Resolve(PostText.Parse(text), names.IdOf);
        return new(text, warning.Length == 0 ? null : warning, Languages(language),
            [.. tokens.Where(t => t.AccountId != 0).Select(t => (t.Start, t.Length, t.AccountId))],
            [.. tokens.Where(t => t.Kind == TokenKind.Topic).Select(t => t.Value).DistinctBy(TopicName.Key).Select(name => (name, topics.IdOf(TopicName.Key(name))))]);
    }

    private static PollDraft? PollOf(CreatePost.Input input)
    {
        if (input.Poll is not { } poll) return null;
        return input.CommentOn is null && input.RepostOf is null ? PollDraft.Read(poll) : throw new Refusal(RefusalKind.Invalid, "posts.poll.only_original", "choice_1");
    }

    /// <summary>Refuses a text that is too long for a post, or for a message.</summary>
    public void RequireLength(string text, bool toFew = false)
    {
        var (length, most) = (PostLength.Of(text), toFew ? MessageLimit : settings.Site.PostLimit);
        if (length > most) throw new Refusal(RefusalKind.Invalid, "posts.too_long", "text", length, most);
    }

    public int MessageLimit => Math.Max(LongestMessage, settings.Site.PostLimit);

    private void CheckLength(string text, string warning, bool toFew)
    {
        RequireLength(text, toFew);
        if (PostLength.Of(warning) > LongestWarning) throw new Refusal(RefusalKind.Invalid, "posts.warning_too_long", "warning", LongestWarning);
    }

    private static string Clean(string? raw, string field, int most)
    {
        var clean = InputText.Clean(raw, most);
        return clean.Ok ? clean.Text : throw new Refusal(RefusalKind.Invalid, InputText.WordFor(clean.Fault), field, most);
    }

    private static string? Languages(string? language) =>
        string.IsNullOrWhiteSpace(language) ? null
        : language.Length <= 20 && language.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? language
        : throw new Refusal(RefusalKind.Invalid, "posts.bad_language", "language");
}
