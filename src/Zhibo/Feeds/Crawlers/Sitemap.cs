using System.Globalization;
using System.Text;
using System.Xml;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Agencies;
using Zhibo.Agencies.Tree;
using Zhibo.Data;
using Zhibo.Documents;
using Zhibo.Feeds.Sources;
using Zhibo.Shared;
using Zhibo.Shared.Text;
using Zhibo.Shared.Time;

namespace Zhibo.Feeds.Crawlers;

/// <summary>What search engines are told of (sitemaps.org): halls, agencies that are at work, topics, and the newest public
/// posts. Citizens are found by what they say in public, not listed.</summary>
internal sealed class Sitemap(Db db, AgencyTree tree)
{
    public const int PartSize = 10_000;

    /// <summary>Search engines know the older ones by then.</summary>
    private const int MostParts = 5;

    /// <summary>More than any country has.</summary>
    private const int MostAgencyParts = 100;

    private const string Namespace = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private static readonly XmlWriterSettings Plain = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };

    private readonly record struct Place(string Path, DateTimeOffset? Changed = null);

    public async Task<byte[]> Index(string site, CancellationToken ct)
    {
        var topics = await db.Topics.CountAsync(t => t.PostsCount > 0, ct);
        var posts = await db.Posts.ForEverybody().OrderByDescending(p => p.Id).Take(PartSize * MostParts).CountAsync(ct);
        (string Name, int Count)[] kinds = [("halls", await db.Halls.CountAsync(ct)), ("agencies", (await AtWork(ct)).Count()), ("topics", Math.Min(topics, PartSize * MostParts)), ("posts", posts), ("documents", Math.Min(await Papers().CountAsync(ct), PartSize * MostParts))];
        var parts = kinds.SelectMany(kind => Enumerable.Range(1, (kind.Count + PartSize - 1) / PartSize).Select(n => new Place($"/sitemaps/{kind.Name}-{n.ToString(CultureInfo.InvariantCulture)}.xml")));
        return Write("sitemapindex", "sitemap", parts, site);
    }

    /// <summary>Null where there is no such part.</summary>
    public async Task<byte[]?> Part(string kind, int number, string site, CancellationToken ct)
    {
        if (number < 1 || number > (kind == "agencies" ? MostAgencyParts : MostParts)) return null;
        var skip = (number - 1) * PartSize;
        List<Place> places = kind switch
        {
            "halls" => [.. (await db.Halls.OrderBy(h => h.Id).Skip(skip).Take(PartSize).Select(h => h.Slug).ToListAsync(ct)).Select(slug => new Place("/halls/" + slug))],
            "agencies" => [.. (await AtWork(ct)).OrderBy(a => a.Id).Skip(skip).Take(PartSize).Select(a => new Place("/@" + a.Handle))],
            "topics" => [.. (await db.Topics.Where(t => t.PostsCount > 0).OrderByDescending(t => t.LastPostId).Skip(skip).Take(PartSize).ToListAsync(ct)).Select(t => new Place(TopicName.Path(t.Name), Ids.TimeOf(t.LastPostId)))],
            "posts" => await Posts(skip, ct),
            "documents" => [.. (await Papers().OrderByDescending(d => d.Id).Skip(skip).Take(PartSize).Select(d => new { d.Id, d.EditedAt, d.PublishedAt }).ToListAsync(ct)).Select(d => new Place(Document.UrlOf(d.Id), d.EditedAt ?? d.PublishedAt))],
            _ => [],
        };
        return places.Count == 0 ? null : Write("urlset", "url", places, site);
    }

    private async Task<IEnumerable<AgencyNode>> AtWork(CancellationToken ct)
    {
        var hidden = await db.Accounts.Where(a => a.HiddenFromSearch && a.Kind == AccountKind.Agency).Select(a => a.Id).ToHashSetAsync(ct);
        return tree.Now.All.Where(a => a.State is AgencyState.Verified or AgencyState.Active && !hidden.Contains(a.Id));
    }

    /// <summary>Documents in force, of offices that search engines may read.</summary>
    private IQueryable<Document> Papers() =>
        db.Documents.Where(d => d.State == DocumentState.Published && db.Accounts.Any(a => a.Id == d.AccountId && a.FrozenAt == null && !a.HiddenFromSearch));

    private async Task<List<Place>> Posts(int skip, CancellationToken ct)
    {
        var newest = db.Posts.ForEverybody().OrderByDescending(p => p.Id).Skip(skip).Take(PartSize);
        var rows = await (from p in newest
                          join a in db.Accounts on p.AuthorId equals a.Id
                          where a.FrozenAt == null && !a.HiddenFromSearch
                          orderby p.Id descending
                          select new { p.Id, a.Handle, p.EditedAt }).ToListAsync(ct);
        return [.. rows.Select(r => new Place(string.Create(CultureInfo.InvariantCulture, $"/@{r.Handle}/{r.Id}"), r.EditedAt ?? Ids.TimeOf(r.Id)))];
    }

    private static byte[] Write(string root, string element, IEnumerable<Place> places, string site)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, Plain))
        {
            xml.WriteStartElement(root, Namespace);
            foreach (var place in places)
            {
                xml.WriteStartElement(element, Namespace);
                xml.WriteElementString("loc", Namespace, site + place.Path);
                if (place.Changed is { } changed) xml.WriteElementString("lastmod", Namespace, HumanTime.Machine(changed));
                xml.WriteEndElement();
            }
            xml.WriteEndElement();
        }
        return bytes.ToArray();
    }
}
