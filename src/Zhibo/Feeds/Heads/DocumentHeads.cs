using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using Zhibo.Accounts.Profiles;
using Zhibo.Agencies.Tree;
using Zhibo.Documents;
using Zhibo.Documents.Files;
using Zhibo.Documents.Reading;
using Zhibo.Shared.Text;

namespace Zhibo.Feeds.Heads;

/// <summary>What the page of a document says in its head to programs.</summary>
internal sealed class DocumentHeads(AgencyTree tree, HtmlEncoder encoder)
{
    public ValueTask<string?> OfDocument(DocumentPicture picture, string language, string site, CancellationToken ct)
    {
        var document = picture.Document;
        return new(new Tags(encoder, site)
            .Preview("article", document.Title, string.Join(" · ", document.IssuerList.Prepend(document.Number).Where(part => part.Length > 0)), document.Url, AccountPictures.AvatarUrl(picture.Office))
            .Property("article:published_time", document.PublishedAt!.Value.ToString("O"))
            .OEmbed(document.Url, document.Title)
            .Data(Linked(picture, site))
            .ToString());
    }

    /// <summary>A DigitalDocument; the office that publishes it may not be alone in issuing it.</summary>
    private JsonObject Linked(DocumentPicture picture, string site)
    {
        var document = picture.Document;
        var data = new JsonObject
        {
            ["@type"] = "DigitalDocument",
            ["url"] = site + document.Url,
            ["name"] = Bidi.Strip(document.Title),
            ["creativeWorkStatus"] = document.State == DocumentState.Published ? "Published" : "Obsolete",
            ["datePublished"] = document.IssuedOn is { } day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : document.PublishedAt,
            ["publisher"] = tree.Now.Of(picture.Office.Id) is { } agency ? LinkedAccounts.Brief(agency, site) : LinkedAccounts.Brief(picture.Office, site),
            ["author"] = new JsonArray([.. document.IssuerList.Select(name => new JsonObject { ["@type"] = "GovernmentOrganization", ["name"] = name })]),
        };
        if (document.Number.Length > 0) data["identifier"] = document.Number;
        if (document.EditedAt is { } edited) data["dateModified"] = edited;
        if (document.WithdrawnAt is { } withdrawn) data["expires"] = withdrawn;
        if (document.PostId is { } post) data["subjectOf"] = new JsonObject { ["@type"] = "SocialMediaPosting", ["url"] = string.Create(CultureInfo.InvariantCulture, $"{site}/posts/{post}") };
        if (picture.Files.Count > 0) data["encoding"] = new JsonArray([.. picture.Files.Select(file => Linked(file, site))]);
        return LinkedAccounts.InContext(data);
    }

    private static JsonObject Linked(DocumentFile file, string site) => new()
    {
        ["@type"] = "MediaObject",
        ["name"] = file.Name,
        ["contentUrl"] = site + file.Url,
        ["encodingFormat"] = file.Format.MediaType(),
        ["contentSize"] = file.Bytes.ToString(CultureInfo.InvariantCulture),
    };
}
