using Zhibo.Agencies;
using Zhibo.Regions;
using Zhibo.Shared.Facts;
using Zhibo.Web;

namespace Zhibo.Halls;

/// <summary>What changes the pages of halls for strangers, beside posts and accounts.</summary>
internal sealed class HallPagesChange(PageCache pages) : IWatch<HallChanged>, IWatch<AgencyChanged>, IWatch<RegionsChanged>
{
    public void Seen(HallChanged fact) => pages.Stale();

    public void Seen(AgencyChanged fact) => pages.Stale();

    public void Seen(RegionsChanged fact) => pages.Stale();
}
