using Zhibo.Shared.Facts;
using Zhibo.Web;

namespace Zhibo.Trends;

/// <summary>A host, an introduction, a pin or a hall's word about a topic changes the pages of strangers. Ranks change with
/// the minute, and no page is kept as long.</summary>
internal sealed class TrendPagesChange(PageCache pages) : IWatch<TopicKept>
{
    public void Seen(TopicKept fact) => pages.Stale();
}
