using Zhibo.Accounts;
using Zhibo.Documents.Reading;
using Zhibo.Feeds.Codes;
using Zhibo.Feeds.Crawlers;
using Zhibo.Feeds.Embeds;
using Zhibo.Feeds.Heads;
using Zhibo.Feeds.Sources;
using Zhibo.Feeds.Syndication;
using Zhibo.Halls;
using Zhibo.Posts;
using Zhibo.Posts.Reading;
using Zhibo.Search.Asking;
using Zhibo.Web;

namespace Zhibo.Feeds;

public static class FeedsModule
{
    public static IServiceCollection AddFeeds(this IServiceCollection services)
    {
        services.AddSingleton<HallFeeds>().AddSingleton<ColumnFeeds>().AddSingleton<SearchFeeds>();
        // The page of a column is one of its hall too: it is asked first.
        services.AddSingleton(provider => provider.GetRequiredService<ColumnFeeds>().Source);
        services.AddSingleton(AccountFeeds.Source).AddSingleton(DocumentFeeds.Source).AddSingleton(TopicFeeds.Source);
        services.AddSingleton(provider => provider.GetRequiredService<HallFeeds>().Source);
        services.AddSingleton(provider => provider.GetRequiredService<SearchFeeds>().Source);
        services.AddSingleton(provider => CityFeed.Source(provider.GetRequiredService<SiteFace>(), provider.GetRequiredService<HallBook>()));
        services.AddScoped<Exhibits>().AddScoped<ReadFeed>();
        services.AddScoped<EmbedPages>().AddScoped<OEmbed>();
        services.AddScoped<CardPages>();
        services.AddScoped<Sitemap>();
        services.AddHeads();
        return services;
    }

    public static IEndpointRouteBuilder MapFeeds(this IEndpointRouteBuilder routes)
    {
        routes.MapSyndication();
        routes.MapEmbeds();
        routes.MapCodes();
        routes.MapCrawlers();
        return routes;
    }

    private static void AddHeads(this IServiceCollection services)
    {
        services.AddSingleton<LinkedAccounts>().AddSingleton<PageHeads>().AddSingleton<ColumnHeads>().AddSingleton<SearchHeads>().AddSingleton<ProfileLinks>();
        services.AddSingleton(provider => new ProfilePart(ProfilePlace.Head, 50, provider.GetRequiredService<PageHeads>().OfAccount));
        services.AddSingleton(provider => new ProfilePart(ProfilePlace.UnderName, 90, (account, language, _, _) => new(provider.GetRequiredService<ProfileLinks>().Html(account, language))));
        services.AddSingleton(provider => new HeadPart<PostPicture>(50, provider.GetRequiredService<PageHeads>().OfPost));
        services.AddSingleton<DocumentHeads>().AddSingleton(provider => new HeadPart<DocumentPicture>(50, provider.GetRequiredService<DocumentHeads>().OfDocument));
        services.AddSingleton(provider => new HeadPart<Topic>(50, provider.GetRequiredService<PageHeads>().OfTopic));
        services.AddSingleton(provider => new HeadPart<Question>(50, provider.GetRequiredService<SearchHeads>().OfSearch));
        services.AddSingleton(provider => new HeadPart<Hall>(50, provider.GetRequiredService<PageHeads>().OfHall));
        services.AddSingleton(provider => new HeadPart<Hall>(60, provider.GetRequiredService<ColumnHeads>().OfHall));
        services.AddSingleton(provider => new HeadPart<HallColumn>(50, provider.GetRequiredService<ColumnHeads>().OfColumn));
    }
}
