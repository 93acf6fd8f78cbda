using Microsoft.AspNetCore.Components;
using Zhibo.Web;

namespace Zhibo.Posts.Pages;

/// <summary>A card is always drawn with marks; whoever writes it fills them.</summary>
internal static class CardMarks
{
    internal static string Of(CardSlot slot) => Stencil.Mark(slot.ToString());

    internal static MarkupString Begin(CardSlot slot) => (MarkupString)Stencil.Begin(slot.ToString());

    internal static MarkupString End(CardSlot slot) => (MarkupString)Stencil.End(slot.ToString());
}
