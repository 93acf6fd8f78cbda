using Zhibo.Data;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Posts.Lists;

/// <summary>Makes a list or changes one of one's own. What is not said stays as it is.</summary>
public sealed class SaveList(Writer writer, Ids ids)
{
    public const int Most = 50, LongestTitle = 40;

    /// <param name="ListId">Null makes a new one.</param>
    public sealed record Input(long AccountId, long? ListId, string? Title)
    {
        public ListComments? Comments { get; init; }

        public bool? Exclusive { get; init; }
    }

    public async Task<ReadingList> Run(Input input, CancellationToken ct)
    {
        var title = input.Title is null && input.ListId is not null ? null : Clean(input.Title);
        return await writer.Run(turn =>
        {
            var list = input.ListId is { } id ? Mine(turn, input.AccountId, id) : New(turn, input.AccountId);
            list.Title = title ?? list.Title;
            list.Comments = input.Comments ?? list.Comments;
            list.Exclusive = input.Exclusive ?? list.Exclusive;
            turn.Raise(new ReaderChanged(input.AccountId));
            return list;
        }, ct);
    }

    internal static ReadingList Mine(Db turn, long account, long id) =>
        turn.ReadingLists.FirstOrDefault(l => l.Id == id && l.AccountId == account) ?? throw ReadLists.None();

    private ReadingList New(Db turn, long account)
    {
        if (turn.ReadingLists.Count(l => l.AccountId == account) >= Most) throw new Refusal(RefusalKind.Invalid, "posts.lists.too_many", null, Most);
        var list = new ReadingList { Id = ids.Next(), AccountId = account, Title = "" };
        turn.ReadingLists.Add(list);
        return list;
    }

    private static string Clean(string? typed)
    {
        var clean = InputText.CleanLine(typed, LongestTitle);
        if (!clean.Ok) throw new Refusal(RefusalKind.Invalid, InputText.WordFor(clean.Fault), "title", LongestTitle);
        return clean.Text.Length > 0 ? clean.Text : throw new Refusal(RefusalKind.Invalid, "posts.lists.no_title", "title");
    }
}
