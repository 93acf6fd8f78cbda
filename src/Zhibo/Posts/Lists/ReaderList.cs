namespace Zhibo.Posts.Lists;

/// <summary>A list ready to be read: kept with its reader and dropped with them.</summary>
/// <param name="Slots">Of the author index, sorted.</param>
public sealed record ReaderList(ReadingList List, HashSet<long> Members, int[] Slots)
{
    /// <summary>Whether a comment stands in it.</summary>
    public bool Takes(long? answeredAuthor, Reading.Reader reader) => answeredAuthor is { } author && List.Comments switch
    {
        ListComments.Members => Members.Contains(author),
        ListComments.Followed => reader.Follows(author) || author == reader.AccountId,
        _ => false,
    };
}
