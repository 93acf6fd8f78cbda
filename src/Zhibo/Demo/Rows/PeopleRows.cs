using Zhibo.Accounts;
using Zhibo.Demo.People;
using Zhibo.Shared.Text;

namespace Zhibo.Demo.Rows;

/// <summary>Accounts, logins and what ties them.</summary>
internal sealed class PeopleRows
{
    /// <summary>What happened in the last hours is still unread.</summary>
    private static readonly TimeSpan Unread = TimeSpan.FromHours(20);

    private readonly Dictionary<Actor, Account> _accounts = [];

    public PeopleRows(City city, Numbers numbers, string passwordHash)
    {
        foreach (var actor in city.Cast.Everybody.Concat(city.Cast.Others).OrderBy(a => a.JoinedAt)) Open(actor, city, numbers, passwordHash);
        foreach (var ((from, to), at) in city.Ties.Follows.OrderBy(f => f.Value))
        {
            Follows.Add(new Follow { Id = numbers.At(at), FollowerId = from.Id, FolloweeId = to.Id });
            _accounts[from].FollowingCount++;
            _accounts[to].FollowersCount++;
        }
        Blocks = [.. city.Ties.Blocks.Select(b => new Block { Id = numbers.At(b.At), AccountId = b.By.Id, TargetId = b.Target.Id })];
        Mutes = [.. city.Ties.Mutes.Select(m => new Mute { Id = numbers.At(m.At), AccountId = m.By.Id, TargetId = m.Target.Id, ExpiresAt = m.Until })];
    }

    public IReadOnlyCollection<Account> Accounts => _accounts.Values;

    public List<User> Users { get; } = [];

    public List<Follow> Follows { get; } = [];

    public List<Block> Blocks { get; }

    public List<Mute> Mutes { get; }

    public Account this[Actor actor] => _accounts[actor];

    private void Open(Actor actor, City city, Numbers numbers, string passwordHash)
    {
        actor.Id = numbers.At(actor.JoinedAt);
        _accounts[actor] = new Account
        {
            Id = actor.Id,
            Handle = actor.Handle,
            HandleKey = Names.Skeleton(actor.Handle),
            Nickname = actor.Nickname,
            NicknameKey = Names.Skeleton(actor.Nickname),
            Kind = actor.Kind,
            Unit = actor.Unit,
            Bio = actor.Bio,
        };
        if (actor.Role is not { } role) return;
        actor.UserId = numbers.At(actor.JoinedAt);
        Users.Add(new User
        {
            Id = actor.UserId,
            AccountId = actor.Id,
            PasswordHash = passwordHash,
            Role = role,
            Status = actor.Asks is null ? UserStatus.Active : UserStatus.AwaitingApproval,
            Reason = actor.Asks,
            NoticesReadId = Shared.Ids.Boundary(city.Times.Now - Unread),
        });
    }
}
