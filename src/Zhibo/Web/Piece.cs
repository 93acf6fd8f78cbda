using Microsoft.AspNetCore.Components;
using Zhibo.Shared.Text;

namespace Zhibo.Web;

/// <summary>What every component may use without being handed it: the words of the page's language and the site.</summary>
public abstract class Piece : ComponentBase
{
    [CascadingParameter]
    public Words Words { get; set; } = null!;

    [CascadingParameter]
    public SiteFace Site { get; set; } = null!;
}
