using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Accounts.Audit;
using Zhibo.Agencies;
using Zhibo.Agencies.Seats;
using Zhibo.Agencies.Vouching;
using Zhibo.Desk;
using Zhibo.Documents;
using Zhibo.Documents.Files;
using Zhibo.Halls;
using Zhibo.Media;
using Zhibo.Messages;
using Zhibo.Messages.Reports;
using Zhibo.Notifications;
using Zhibo.Notifications.Choosing;
using Zhibo.Notifications.Push;
using Zhibo.Posts;
using Zhibo.Posts.Commenting;
using Zhibo.Posts.Filters;
using Zhibo.Posts.Links;
using Zhibo.Posts.Lists;
using Zhibo.Posts.Marks;
using Zhibo.Posts.Polls;
using Zhibo.Posts.Views;
using Zhibo.Regions;
using Zhibo.Search.Index;
using Zhibo.Shared;
using Zhibo.Shared.Facts;
using Zhibo.Shared.Jobs;
using Zhibo.Trends;

namespace Zhibo.Data;

/// <summary>Every table on one page. Injected into a request it reads (no tracking); writing happens in a turn of
/// the <see cref="Writer"/>, which hands the use case its own instance.</summary>
public sealed class Db(DbContextOptions<Db> options) : DbContext(options)
{
    // Accounts
    public DbSet<Account> Accounts => Set<Account>();
    public DbSet<User> Users => Set<User>();
    public DbSet<Session> Sessions => Set<Session>();
    public DbSet<AccessToken> AccessTokens => Set<AccessToken>();
    public DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();
    public DbSet<PasswordReset> PasswordResets => Set<PasswordReset>();
    public DbSet<ProtectionKey> ProtectionKeys => Set<ProtectionKey>();
    public DbSet<Follow> Follows => Set<Follow>();
    public DbSet<Block> Blocks => Set<Block>();
    public DbSet<Mute> Mutes => Set<Mute>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    // Regions, agencies, halls
    public DbSet<Region> Regions => Set<Region>();
    public DbSet<Line> Lines => Set<Line>();
    public DbSet<Agency> Agencies => Set<Agency>();
    public DbSet<AgencyMove> AgencyMoves => Set<AgencyMove>();
    public DbSet<Official> Officials => Set<Official>();
    public DbSet<Voucher> Vouchers => Set<Voucher>();
    public DbSet<AgencyKey> AgencyKeys => Set<AgencyKey>();
    public DbSet<Seat> Seats => Set<Seat>();
    public DbSet<Invitation> Invitations => Set<Invitation>();
    public DbSet<Hall> Halls => Set<Hall>();
    public DbSet<HallPick> HallPicks => Set<HallPick>();

    // Posts
    public DbSet<Post> Posts => Set<Post>();
    public DbSet<PostEdit> PostEdits => Set<PostEdit>();
    public DbSet<Mention> Mentions => Set<Mention>();
    public DbSet<Like> Likes => Set<Like>();
    public DbSet<Topic> Topics => Set<Topic>();
    public DbSet<PostTopic> PostTopics => Set<PostTopic>();
    public DbSet<IdempotencyKey> IdempotencyKeys => Set<IdempotencyKey>();
    public DbSet<ImportedPost> ImportedPosts => Set<ImportedPost>();
    public DbSet<LinkCard> LinkCards => Set<LinkCard>();
    public DbSet<PostLink> PostLinks => Set<PostLink>();
    public DbSet<ViewHour> ViewHours => Set<ViewHour>();
    public DbSet<ViewMarks> ViewMarks => Set<ViewMarks>();
    public DbSet<ViewCount> ViewCounts => Set<ViewCount>();

    public DbSet<Poll> Polls => Set<Poll>();
    public DbSet<PollChoice> PollChoices => Set<PollChoice>();
    public DbSet<Ballot> Ballots => Set<Ballot>();
    public DbSet<HeldComment> HeldComments => Set<HeldComment>();
    public DbSet<FeaturedComment> FeaturedComments => Set<FeaturedComment>();

    // Media
    public DbSet<MediaFile> MediaFiles => Set<MediaFile>();

    // Documents
    public DbSet<Document> Documents => Set<Document>();
    public DbSet<DocumentEdit> DocumentEdits => Set<DocumentEdit>();
    public DbSet<DocumentFile> DocumentFiles => Set<DocumentFile>();

    // What somebody keeps, orders and leaves out for themselves
    public DbSet<Bookmark> Bookmarks => Set<Bookmark>();
    public DbSet<Pin> Pins => Set<Pin>();
    public DbSet<Filter> Filters => Set<Filter>();
    public DbSet<FilterWord> FilterWords => Set<FilterWord>();
    public DbSet<ReadingList> ReadingLists => Set<ReadingList>();
    public DbSet<ListMember> ListMembers => Set<ListMember>();

    // Search
    public DbSet<SearchedPost> SearchedPosts => Set<SearchedPost>();
    public DbSet<SearchSlice> SearchSlices => Set<SearchSlice>();
    public DbSet<SearchState> SearchStates => Set<SearchState>();

    // Trends
    public DbSet<TopicHost> TopicHosts => Set<TopicHost>();
    public DbSet<TopicPin> TopicPins => Set<TopicPin>();
    public DbSet<KeptOutTopic> KeptOutTopics => Set<KeptOutTopic>();

    // Notifications
    public DbSet<NoticeRow> Notices => Set<NoticeRow>();
    public DbSet<NoticeGroup> NoticeGroups => Set<NoticeGroup>();
    public DbSet<NoticeChoice> NoticeChoices => Set<NoticeChoice>();
    public DbSet<NoticeWishes> NoticeWishes => Set<NoticeWishes>();
    public DbSet<PushDevice> PushDevices => Set<PushDevice>();
    public DbSet<VapidKey> VapidKeys => Set<VapidKey>();

    // Desk
    public DbSet<DeskItem> DeskItems => Set<DeskItem>();
    public DbSet<DeskNote> DeskNotes => Set<DeskNote>();

    // Messages
    public DbSet<Conversation> Conversations => Set<Conversation>();
    public DbSet<ConversationParty> ConversationParties => Set<ConversationParty>();
    public DbSet<Message> Messages => Set<Message>();
    public DbSet<MessageRule> MessageRules => Set<MessageRule>();
    public DbSet<MessageReport> MessageReports => Set<MessageReport>();

    // Shared
    public DbSet<OutboxRow> Outbox => Set<OutboxRow>();
    public DbSet<Job> Jobs => Set<Job>();
    public DbSet<SiteSetting> SiteSettings => Set<SiteSetting>();

    /// <summary>What this turn of the writer will announce and count once it commits.</summary>
    internal Turn? Turn { get; set; }

    /// <summary>Records a fact in this transaction.</summary>
    public void Raise(Fact fact) => RequireTurn().Facts.Add(fact);

    /// <summary>Adds to a counter when the turn ends: one statement per row and group, however many posts the group holds.</summary>
    public void Count(Tally tally, long id, long by) => RequireTurn().Add(tally, id, by);

    /// <summary>Leaves work for after the commit. A second job with the same key is the same job and is not queued again.</summary>
    public void Queue<T>(string kind, T payload, DateTimeOffset? dueAt = null, string? key = null)
    {
        var turn = RequireTurn();
        if (key is not null && (Jobs.Local.Any(j => j.Key == key) || Jobs.Any(j => j.Key == key))) return;
        Jobs.Add(new Job { Id = turn.Ids.Next(), Kind = kind, Payload = Job.Write(payload), Key = key, DueAt = dueAt ?? turn.Now });
        turn.QueuedJobs = true;
    }

    private Turn RequireTurn() => Turn ?? throw new InvalidOperationException("Writes happen inside Writer.Run.");

    protected override void OnModelCreating(ModelBuilder model)
    {
        People(model);
        Offices(model);
        Said(model);
        Reading(model);
        Found(model, Database.IsSqlite());
        Work(model);
        Naming.UseSnakeCase(model);
    }

    private static void People(ModelBuilder model)
    {
        model.ApplyConfiguration(new AccountTable());
        model.ApplyConfiguration(new UserTable());
        var credentials = new CredentialTables();
        model.ApplyConfiguration<Session>(credentials);
        model.ApplyConfiguration<AccessToken>(credentials);
        model.ApplyConfiguration<RecoveryCode>(credentials);
        model.ApplyConfiguration<PasswordReset>(credentials);
        model.ApplyConfiguration<ProtectionKey>(credentials);
        var relations = new RelationTables();
        model.ApplyConfiguration<Follow>(relations);
        model.ApplyConfiguration<Block>(relations);
        model.ApplyConfiguration<Mute>(relations);
        model.ApplyConfiguration(new AuditTable());
    }

    private static void Offices(ModelBuilder model)
    {
        model.ApplyConfiguration(new RegionTable());
        var agencies = new AgencyTables();
        model.ApplyConfiguration<Agency>(agencies);
        model.ApplyConfiguration<Official>(agencies);
        model.ApplyConfiguration<Line>(agencies);
        model.ApplyConfiguration<AgencyMove>(agencies);
        var vouchers = new VoucherTables();
        model.ApplyConfiguration<Voucher>(vouchers);
        model.ApplyConfiguration<AgencyKey>(vouchers);
        var seats = new SeatTables();
        model.ApplyConfiguration<Seat>(seats);
        model.ApplyConfiguration<Invitation>(seats);
        var halls = new HallTables();
        model.ApplyConfiguration<Hall>(halls);
        model.ApplyConfiguration<HallPick>(halls);
    }

    private static void Said(ModelBuilder model)
    {
        var posts = new PostTables();
        model.ApplyConfiguration<Post>(posts);
        model.ApplyConfiguration<PostEdit>(posts);
        model.ApplyConfiguration<Mention>(posts);
        model.ApplyConfiguration<Like>(posts);
        model.ApplyConfiguration<IdempotencyKey>(posts);
        model.ApplyConfiguration<ImportedPost>(posts);
        Reading(model);
        var topics = new TopicTables();
        model.ApplyConfiguration<Topic>(topics);
        model.ApplyConfiguration<PostTopic>(topics);
        var links = new LinkTables();
        model.ApplyConfiguration<LinkCard>(links);
        model.ApplyConfiguration<PostLink>(links);
        var views = new ViewTables();
        model.ApplyConfiguration<ViewHour>(views);
        model.ApplyConfiguration<ViewMarks>(views);
        model.ApplyConfiguration<ViewCount>(views);
        model.ApplyConfiguration(new MediaTable());
        var documents = new DocumentTables();
        model.ApplyConfiguration<Document>(documents);
        model.ApplyConfiguration<DocumentEdit>(documents);
        model.ApplyConfiguration<DocumentFile>(documents);
    }

    private static void Found(ModelBuilder model, bool onSqlite)
    {
        var search = new SearchTables(onSqlite);
        model.ApplyConfiguration<SearchedPost>(search);
        model.ApplyConfiguration<SearchSlice>(search);
        model.ApplyConfiguration<SearchState>(search);
        var trends = new TrendTables();
        model.ApplyConfiguration<TopicHost>(trends);
        model.ApplyConfiguration<TopicPin>(trends);
        model.ApplyConfiguration<KeptOutTopic>(trends);
    }

    private static void Work(ModelBuilder model)
    {
        Told(model);
        var desk = new DeskTables();
        model.ApplyConfiguration<DeskItem>(desk);
        model.ApplyConfiguration<DeskNote>(desk);
        var messages = new MessageTables();
        model.ApplyConfiguration<Conversation>(messages);
        model.ApplyConfiguration<ConversationParty>(messages);
        model.ApplyConfiguration<Message>(messages);
        model.ApplyConfiguration<MessageRule>(messages);
        model.ApplyConfiguration(new ReportTable());
        model.ApplyConfiguration(new OutboxTable());
        model.ApplyConfiguration(new JobTable());
        model.ApplyConfiguration(new SiteSettingTable());
    }

    private static void Told(ModelBuilder model)
    {
        model.ApplyConfiguration(new NoticeTable());
        model.ApplyConfiguration(new NoticeGroupTable());
        var choices = new ChoiceTables();
        model.ApplyConfiguration<NoticeChoice>(choices);
        model.ApplyConfiguration<NoticeWishes>(choices);
        var push = new PushTables();
        model.ApplyConfiguration<PushDevice>(push);
        model.ApplyConfiguration<VapidKey>(push);
    }

    private static void Reading(ModelBuilder model)
    {
        var polls = new PollTables();
        model.ApplyConfiguration<Poll>(polls);
        model.ApplyConfiguration<PollChoice>(polls);
        model.ApplyConfiguration<Ballot>(polls);
        var comments = new CommentTables();
        model.ApplyConfiguration<HeldComment>(comments);
        model.ApplyConfiguration<FeaturedComment>(comments);
        var marks = new MarkTables();
        model.ApplyConfiguration<Bookmark>(marks);
        model.ApplyConfiguration<Pin>(marks);
        var filters = new FilterTables();
        model.ApplyConfiguration<Filter>(filters);
        model.ApplyConfiguration<FilterWord>(filters);
        var lists = new ListTables();
        model.ApplyConfiguration<ReadingList>(lists);
        model.ApplyConfiguration<ListMember>(lists);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        // SQLite cannot order or compare DateTimeOffset; PostgreSQL keeps timestamptz.
        if (Database.IsSqlite()) conventions.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();
    }
}
