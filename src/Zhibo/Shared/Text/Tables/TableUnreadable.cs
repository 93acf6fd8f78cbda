namespace Zhibo.Shared.Text.Tables;

/// <summary>Files that as a whole are no table to read: an <see cref="InvalidDataException"/> whose message is English and
/// which pages can say in their reader's language.</summary>
public static class TableUnreadable
{
    private const string WordKey = "word", ArgsKey = "args";

    /// <param name="word">A key of the word files.</param>
    public static InvalidDataException Because(string word, params object?[] args) =>
        new(Words.For("en")[word, args]) { Data = { [WordKey] = word, [ArgsKey] = args } };

    /// <summary>The reason in the reader's language; the message itself when it has no word.</summary>
    public static string ReasonIn(this InvalidDataException unreadable, Words words) =>
        unreadable.Data[WordKey] is string word && unreadable.Data[ArgsKey] is object?[] args ? words[word, args] : unreadable.Message;

    /// <summary>As a refusal of the field that the file came in; null when there is no word for it.</summary>
    public static Refusal? AsRefusal(this InvalidDataException unreadable, string field) =>
        unreadable.Data[WordKey] is string word && unreadable.Data[ArgsKey] is object?[] args ? new(RefusalKind.Invalid, word, field, args) : null;

    /// <summary>Whether a person can be told the reason: the libraries' own words say nothing to a clerk.</summary>
    internal static bool IsTold(Exception e) => e is InvalidDataException && e.Data.Contains(WordKey);
}
