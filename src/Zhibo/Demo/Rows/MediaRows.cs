using System.Globalization;
using Zhibo.Accounts;
using Zhibo.Demo.Script;
using Zhibo.Media;
using Zhibo.Posts;
using Zhibo.Shared;

namespace Zhibo.Demo.Rows;

/// <summary>Which posts of the city show which of its pictures.</summary>
internal sealed class MediaRows
{
    private readonly Dictionary<string, string> _alts = DataFile.Rows("pictures.txt").ToDictionary(row => row[0], row => row[1]);
    private readonly Numbers _numbers;
    private readonly Dictionary<long, long> _people;

    /// <param name="posts">All posts of the city; those that show something are told so.</param>
    /// <param name="made">The pictures by name; empty where this machine cannot make any.</param>
    public MediaRows(IEnumerable<Post> posts, IReadOnlyDictionary<string, MediaFile> made, PeopleRows people, Numbers numbers)
    {
        _numbers = numbers;
        _people = people.Users.ToDictionary(u => u.AccountId, u => u.Id);
        var rules = DataFile.Rows("shown.txt").Select(row => new Rule(row[0].Split('、'), row[1].Split(' '), int.Parse(row[2], CultureInfo.InvariantCulture), row is [_, _, _, "offices"])).ToList();
        var offices = people.Accounts.Where(a => a.Kind is AccountKind.Agency or AccountKind.Hall).Select(a => a.Id).ToHashSet();
        foreach (var post in posts.Where(p => p is { Kind: PostKind.Original, Warning: null }).OrderBy(p => p.Id))
        {
            if (rules.Find(r => (!r.OnlyOffices || offices.Contains(post.AuthorId)) && Array.Exists(r.Words, post.Text.Contains)) is not { } rule || rule.Seen++ % rule.Every != 0) continue;
            Show(post, [.. rule.Names.Where(made.ContainsKey).Select(name => (name, made[name]))]);
        }
    }

    private sealed record Rule(string[] Words, string[] Names, int Every, bool OnlyOffices)
    {
        public int Seen { get; set; }
    }

    public List<MediaFile> Files { get; } = [];

    /// <summary>The drawings, to be made small like anybody's.</summary>
    public static IEnumerable<string> Names => DataFile.Rows("pictures.txt").Select(row => row[0]);

    private void Show(Post post, IReadOnlyList<(string Name, MediaFile Made)> pictures)
    {
        foreach (var (name, made) in pictures)
        {
            Files.Add(new MediaFile
            {
                Id = _numbers.At(Ids.TimeOf(post.Id)),
                AccountId = post.AuthorId,
                UserId = _people.GetValueOrDefault(post.AuthorId),
                Format = made.Format,
                Hash = made.Hash,
                Bytes = made.Bytes,
                Width = made.Width,
                Height = made.Height,
                BlurHash = made.BlurHash,
                Alt = _alts[name],
                PostId = post.Id,
                Position = post.MediaCount++,
            });
        }
    }
}
