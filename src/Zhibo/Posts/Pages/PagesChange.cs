using Zhibo.Accounts;
using Zhibo.Documents;
using Zhibo.Shared;
using Zhibo.Shared.Facts;
using Zhibo.Web;

namespace Zhibo.Posts.Pages;

/// <summary>Everything that can change what a stranger's page shows.</summary>
internal sealed class PagesChange(PageCache pages) :
    IWatch<PostPublished>, IWatch<PostEdited>, IWatch<PostDeleted>, IWatch<PostCounted>, IWatch<AccountOpened>, IWatch<AccountChanged>, IWatch<RelationChanged>,
    IWatch<PinsChanged>, IWatch<DocumentChanged>, IWatch<SiteSettingsChanged>
{
    public void Seen(PostPublished fact) => pages.Stale();

    public void Seen(PostEdited fact) => pages.Stale();

    public void Seen(PostDeleted fact) => pages.Stale();

    public void Seen(PostCounted fact) => pages.Stale();

    public void Seen(AccountOpened fact) => pages.Stale();

    public void Seen(AccountChanged fact) => pages.Stale();

    public void Seen(RelationChanged fact) => pages.Stale();

    public void Seen(PinsChanged fact) => pages.Stale();

    public void Seen(DocumentChanged fact) => pages.Stale();

    public void Seen(SiteSettingsChanged fact) => pages.Stale();

    public static void Watch(IServiceCollection services)
    {
        services.AddSingleton<PagesChange>();
        services.Watch<PostPublished, PagesChange>().Watch<PostEdited, PagesChange>().Watch<PostDeleted, PagesChange>().Watch<PostCounted, PagesChange>();
        services.Watch<AccountOpened, PagesChange>().Watch<AccountChanged, PagesChange>().Watch<RelationChanged, PagesChange>();
        services.Watch<PinsChanged, PagesChange>().Watch<DocumentChanged, PagesChange>();
        services.Watch<SiteSettingsChanged, TimelineFrames>().Watch<SiteSettingsChanged, PagesChange>();
    }
}
