using Zhibo.Accounts;
using Zhibo.Halls.Members;
using Zhibo.Posts.Reading;

namespace Zhibo.Halls.Blocks;

/// <summary>What a block is asked to draw itself for.</summary>
/// <param name="Path">Where the hall stands in this request: <c>/</c> or <c>/halls/{slug}</c>.</param>
/// <param name="Caller">Null for a stranger; what strangers see is kept and shown to all of them.</param>
public sealed record HallAsk(HallEntry Entry, Membership Members, string Path, string Language, Reader Reader, Caller? Caller)
{
    public Hall Hall => Entry.Hall;
}

/// <summary>A piece of a hall's page. Each capability registers its own as a singleton; administrators move, pin and hide them.</summary>
/// <param name="Key">Letters only; kept in <see cref="Hall.Layout"/>.</param>
/// <param name="Order">Lower comes first where the administrator ordered nothing.</param>
/// <param name="WordKey">Word key of its name.</param>
/// <param name="Html">Encoded markup, one section with a heading of level 2; null when there is nothing to show.</param>
public sealed record HallBlock(string Key, int Order, string WordKey, Func<HallAsk, CancellationToken, ValueTask<string?>> Html)
{
    /// <summary>The timeline, which the page itself draws.</summary>
    public const string Posts = "posts";

    /// <summary>Stands in the right column, on a phone under the stream.</summary>
    public bool Side { get; init; }
}
