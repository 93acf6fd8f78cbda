using Microsoft.Extensions.DependencyInjection.Extensions;
using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Documents;
using Zhibo.Posts.Commenting;
using Zhibo.Posts.Filters;
using Zhibo.Posts.Import;
using Zhibo.Posts.Links;
using Zhibo.Posts.Lists;
using Zhibo.Posts.Live;
using Zhibo.Posts.Marks;
using Zhibo.Posts.Pages;
using Zhibo.Posts.Polls;
using Zhibo.Posts.Publishing;
using Zhibo.Posts.Reading;
using Zhibo.Posts.Timelines;
using Zhibo.Posts.Views;
using Zhibo.Posts.Writing;
using Zhibo.Shared;
using Zhibo.Shared.Facts;
using Zhibo.Shared.Http;
using Zhibo.Shared.Jobs;
using Zhibo.Web;

namespace Zhibo.Posts;

public static class PostsModule
{
    public static IServiceCollection AddPosts(this IServiceCollection services)
    {
        services.AddSingleton<AuthorIndex>().AddSingleton<AuthorSets>().AddSingleton<PureReposts>().AddSingleton<PublicPosts>();
        services.AddSingleton<TimelineQueries>().AddSingleton<TimelineReader>().Warm<LoadTimelines>();
        services.AddSingleton<Readers>().AddSingleton<CardCaches>().AddSingleton<LiveStreams>().AddSingleton<TopicIds>();
        services.AddSingleton<IForget>(provider => provider.GetRequiredService<Readers>());
        services.AddSingleton<IForget>(provider => provider.GetRequiredService<CardCaches>());
        services.TryAddSingleton(new DirectPosts());
        services.TryAddSingleton(new CityTopics());
        services.AddSingleton<PostRate>().AddSingleton<PostRights>().AddSingleton<Drafts>().AddSingleton<PostParts>().AddScoped<Threads>();
        services.AddScoped<CreatePost>().AddScoped<EditPost>().AddScoped<DeletePost>().AddScoped<RepostPost>().AddScoped<LikePost>();
        services.AddSingleton<PostCards>().AddSingleton<CardShelf>().AddSingleton<CityColumn>().AddSingleton<VoiceChoice>().AddSingleton<Composers>().AddSingleton<TimelineFrames>().AddSingleton<StreamPage>();
        services.AddScoped<PostShown>().AddScoped<ComposeForm>().AddScoped<PostButtons>().AddScoped<ProfilePages>();
        services.Job<ReadLink>(ReadLink.Kind).Chore<RefreshLinks>("0 0/10 * * * ?");
        services.On<PostPublished, LinkHandlers>().On<PostEdited, LinkHandlers>().On<PostDeleted, LinkHandlers>();
        services.AddSingleton<ViewLedger>().AddScoped<ReadViews>().AddHostedService<FlushViews>().Chore<SweepViews>("0 7 * * * ?");
        services.AddSingleton<ImportPosts>().AddScoped<ExportPosts>();
        services.AddScoped<BookmarkPost>().AddScoped<PinPost>().AddScoped<ReadMarks>();
        services.AddSingleton<CommentDefaults>().AddSingleton<IForget>(provider => provider.GetRequiredService<CommentDefaults>());
        services.AddScoped<DecideComment>().AddScoped<FeatureComment>().AddScoped<ChooseCommenters>().AddScoped<CommentBoards>();
        services.AddSingleton<SaveFilter>().AddSingleton<DropFilter>();
        services.AddSingleton<ReadLists>().AddSingleton<SaveList>().AddSingleton<DropList>().AddSingleton<ChangeMembers>().AddScoped<ListForms>();
        services.AddSingleton(new NavItem("lists", "/lists", "stream", 45, Word: "posts.lists"));
        services.AddScoped<PublishDocument>();
        services.AddScoped<VotePoll>().Job<EndPoll>(PollDraft.EndJob);
        services.AddSingleton(new NavItem("bookmarks", "/bookmarks", "bookmark", 40, Word: "posts.bookmarks"));
        Watch(services);
        return services;
    }

    /// <summary>Before what answers strangers from memory: those readers count too.</summary>
    public static WebApplication UsePosts(this WebApplication app)
    {
        app.UseMiddleware<CountReaders>();
        return app;
    }

    public static IEndpointRouteBuilder MapPosts(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").WithDoor(Door.Page);
        var reading = pages.MapGroup("").WithMetadata(SameForStrangers.Mark);
        reading.MapStreams();
        reading.MapPostPages();
        reading.MapProfiles();
        pages.MapWriting();
        pages.MapMarks();
        pages.MapPolls();
        pages.MapPublishing();
        pages.MapCommenting();
        pages.MapFilters();
        pages.MapLists();
        routes.MapCommentApi();
        routes.MapPublishApi();
        pages.MapLive();
        pages.MapComplete();
        routes.MapViews();
        return routes;
    }

    /// <summary>The order matters: what decides who sees a post is right before anybody is told of it.</summary>
    private static void Watch(IServiceCollection services)
    {
        services.Watch<PostPublished, AuthorIndex>().Watch<PostDeleted, AuthorIndex>();
        services.Watch<PostPublished, PublicPosts>().Watch<PostDeleted, PublicPosts>();
        services.Watch<RelationChanged, Readers>().Watch<PostLiked, Readers>().Watch<PostUnliked, Readers>();
        services.Watch<PostPublished, Readers>().Watch<PostDeleted, Readers>();
        services.Watch<CommentDefaultChanged, CommentDefaults>();
        services.Watch<ReaderChanged, Readers>().Watch<PinsChanged, Readers>();
        services.Watch<PostEdited, CardCaches>().Watch<PostDeleted, CardCaches>();
        services.Watch<PostCounted, CardCaches>().Watch<DocumentChanged, CardCaches>().Watch<AccountChanged, CardCaches>();
        services.Watch<TopicOpened, TopicIds>();
        PagesChange.Watch(services);
        services.Watch<PostPublished, LiveStreams>().Watch<RelationChanged, LiveStreams>();
    }
}
