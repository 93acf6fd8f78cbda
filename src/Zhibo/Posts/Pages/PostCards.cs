using System.Buffers;
using Zhibo.Web;

namespace Zhibo.Posts.Pages;

/// <summary>Draws cards as stencils, to be kept per post version and language.</summary>
public sealed class PostCards(PageWriter pages)
{
    /// <summary>A card of a timeline.</summary>
    public Task<Stencil> Card(PostView post, string language) => Draw<PostCard>(post, language, large: false);

    /// <summary>The post on its own page: large, with its date in full.</summary>
    public Task<Stencil> Large(PostView post, string language) => Draw<PostCard>(post, language, large: true);

    /// <summary>A comment in a thread.</summary>
    public Task<Stencil> Comment(PostView post, string language) => Draw<CommentCard>(post, language, large: false);

    /// <summary>One comment of a thread at its depth (0 answers the post itself); deeper than the eye follows is drawn flat.</summary>
    public static void WriteComment(IBufferWriter<byte> output, Stencil comment, in CardState state, int depth)
    {
        output.Write(Math.Min(depth, 3) switch
        {
            0 when state.Featured => "<li class=\"depth-0 featured\">"u8,
            0 => "<li class=\"depth-0\">"u8,
            1 => "<li class=\"depth-1\">"u8,
            2 => "<li class=\"depth-2\">"u8,
            _ => "<li class=\"depth-3\">"u8,
        });
        comment.Write(output, state);
        output.Write("</li>"u8);
    }

    private async Task<Stencil> Draw<TCard>(PostView post, string language, bool large)
        where TCard : Microsoft.AspNetCore.Components.IComponent
    {
        var parameters = new Dictionary<string, object?> { [nameof(PostCard.Post)] = post };
        if (large)
            parameters[nameof(PostCard.Large)] = true;
        return Stencil.Cut<CardSlot>(await pages.Render<TCard>(language, parameters));
    }
}
