using System.Buffers;
using System.Text;
using System.Text.Json;
using Zhibo.Posts.Polls;
using Zhibo.Posts.Reading;
using Zhibo.Web;

namespace Zhibo.ClientApi.Wire;

/// <summary>Completes a drawn status for one reader.</summary>
/// <param name="sight">What was drawn.</param>
/// <param name="reader">For whom.</param>
/// <param name="source">The text as written, for a client that deletes in order to write anew.</param>
internal readonly struct StatusFill(Sight sight, Reader reader, string? source = null) : IStencilFill
{
    // The flags stand side by side and last, so that a status is one block of bytes and one of these. A stranger gets none.
    // By bits: favourited, reblogged, bookmarked, one's own, pinned.
    private static readonly byte[][] Tails = [.. Enumerable.Range(0, 32).Select(bits => Encoding.UTF8.GetBytes(
        $",\"favourited\":{Flag(bits, 1)},\"reblogged\":{Flag(bits, 2)},\"muted\":false,\"bookmarked\":{Flag(bits, 4)}{((bits & 8) == 0 ? "" : ",\"pinned\":" + Flag(bits, 16))}"))];

    public void Write(int slot, IBufferWriter<byte> output)
    {
        switch ((StatusSlot)slot)
        {
            case StatusSlot.Tail:
                if (source is not null) WriteSource(output);
                WriteTail(output, sight.SubjectId, sight.SubjectAuthorId, sight.Poll);
                break;
            case StatusSlot.InnerTail:
                WriteTail(output, sight.SubjectId, sight.SubjectAuthorId, sight.Poll);
                break;
            case StatusSlot.QuotedTail:
                WriteTail(output, sight.OriginalId ?? 0, sight.OriginalAuthorId ?? 0, sight.OriginalPoll);
                break;
            case StatusSlot.QuoteState:
                output.Write(IsWithheld ? "\"unauthorized\""u8 : IsMuted ? "\"muted_account\""u8 : "\"accepted\""u8);
                break;
        }
    }

    public bool Shows(int slot) => (StatusSlot)slot switch
    {
        StatusSlot.Quoted => !IsWithheld,
        StatusSlot.Withheld => IsWithheld,
        _ => true,
    };

    /// <summary>Whoever blocks the reader does not show them anything, so the words are gone in both directions.</summary>
    private bool IsWithheld => sight.OriginalAuthorId is { } author && reader.BlocksOrIsBlockedBy(author);

    private bool IsMuted => sight.OriginalAuthorId is { } author && reader.Mutes(author);

    private void WriteTail(IBufferWriter<byte> output, long postId, long authorId, PollPicture? poll)
    {
        FilterJson.WriteFiltered(output, sight, reader);
        if (poll is null) output.Write("\"poll\":null"u8);
        else WritePoll(output, poll, authorId);
        if (reader.IsStranger) return;
        output.Write(Tails[(reader.HasLiked(postId) ? 1 : 0) | (reader.HasReposted(postId) ? 2 : 0) | (reader.HasBookmarked(postId) ? 4 : 0)
            | (authorId == reader.AccountId ? 8 : 0) | (reader.HasPinned(postId) ? 16 : 0)]);
    }

    private void WritePoll(IBufferWriter<byte> output, PollPicture poll, long authorId)
    {
        output.Write("\"poll\":"u8);
        using var json = Pen.On(output);
        PollJson.Write(json, poll, authorId, reader);
    }

    private static string Flag(int bits, int bit) => (bits & bit) == 0 ? "false" : "true";

    private void WriteSource(IBufferWriter<byte> output)
    {
        output.Write("\"text\":\""u8);
        output.Write(JsonEncodedText.Encode(source!, Pen.Encoder).EncodedUtf8Bytes);
        output.Write("\","u8);
    }
}
