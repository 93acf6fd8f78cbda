using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using Zhibo.Posts.Polls;
using Zhibo.Web;

namespace Zhibo.Posts.Pages;

/// <summary>The holes of <see cref="PostCard"/> and <see cref="CommentCard"/>.</summary>
public enum CardSlot
{
    /// <summary>aria-pressed of like: true or false.</summary>
    Liked,

    /// <summary>Where the like button posts: like or unlike.</summary>
    LikeAct,

    /// <summary>aria-pressed of repost.</summary>
    Reposted,

    /// <summary>repost or unrepost.</summary>
    RepostAct,

    /// <summary>Local address of the page the card stands on.</summary>
    Back,

    /// <summary>Section of the author's own menu entries.</summary>
    Own,

    /// <summary>Sections of the menu: the post is among the reader's bookmarks or not.</summary>
    Kept,

    NotKept,

    /// <summary>Sections of the author's own menu entries: the post stands first on their page or not.</summary>
    Pinned,

    NotPinned,

    /// <summary>Section of a poll: the sheet to tick.</summary>
    PollAsks,

    /// <summary>Section of a poll: how it stands.</summary>
    PollTold,

    PollRuns,

    PollOver,

    /// <summary>Sections behind the choices: the reader ticked the first, the second …</summary>
    MineA,
    MineB,
    MineC,
    MineD,
    MineE,
    MineF,
    MineG,
    MineH,

    /// <summary>Section of a comment that stands first.</summary>
    Featured,

    /// <summary>Sections of a comment's menu, for whoever wrote the post on top.</summary>
    MayFeature,

    MayUnfeature,

    /// <summary>Section of an office's answer; not for those who shut the office out.</summary>
    Answer,

    /// <summary>Sections that fold a post which a filter of the reader met.</summary>
    Folded,

    /// <summary>Title of that filter.</summary>
    FoldedBy,
}

/// <summary>What of a card depends on its reader; fills the holes.</summary>
/// <param name="Back">From <see cref="BackTo"/>; the same for all cards of a page.</param>
public readonly record struct CardState(bool Liked, bool Reposted, bool Own, ReadOnlyMemory<byte> Back) : IStencilFill
{
    public static ReadOnlyMemory<byte> BackTo(string localPath, HtmlEncoder encoder) => Encoding.UTF8.GetBytes(encoder.Encode(localPath));

    public bool Kept { get; init; }

    public bool Pinned { get; init; }

    public PollState Poll { get; init; }

    /// <summary>The reader decides about the comments.</summary>
    public bool Leads { get; init; }

    public bool Featured { get; init; }

    public bool WithoutAnswer { get; init; }

    /// <summary>Encoded title of the filter; empty where none was met.</summary>
    public ReadOnlyMemory<byte> FoldedBy { get; init; }

    public bool Shows(int slot) => (CardSlot)slot switch
    {
        CardSlot.PollAsks => !Poll.Told,
        CardSlot.PollTold => Poll.Told,
        CardSlot.PollRuns => !Poll.Over,
        CardSlot.PollOver => Poll.Over,
        CardSlot.Featured => Featured,
        CardSlot.MayFeature => Leads && !Featured,
        CardSlot.MayUnfeature => Leads && Featured,
        CardSlot.Answer => !WithoutAnswer,
        CardSlot.Folded => !FoldedBy.IsEmpty,
        >= CardSlot.MineA and <= CardSlot.MineH => Poll.Ticked(slot - (int)CardSlot.MineA),
        CardSlot.Own => Own,
        CardSlot.Kept => Kept,
        CardSlot.NotKept => !Kept,
        CardSlot.Pinned => Own && Pinned,
        CardSlot.NotPinned => Own && !Pinned,
        _ => true,
    };

    public void Write(int slot, IBufferWriter<byte> output) => output.Write((CardSlot)slot switch
    {
        CardSlot.Liked => Liked ? "true"u8 : "false"u8,
        CardSlot.LikeAct => Liked ? "unlike"u8 : "like"u8,
        CardSlot.Reposted => Reposted ? "true"u8 : "false"u8,
        CardSlot.RepostAct => Reposted ? "unrepost"u8 : "repost"u8,
        CardSlot.Back => Back.Span,
        CardSlot.FoldedBy => FoldedBy.Span,
        _ => [],
    });
}
