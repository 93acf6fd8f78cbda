using System.Text.Encodings.Web;
using Zhibo.Feeds.Sources;
using Zhibo.Search.Asking;

namespace Zhibo.Feeds.Heads;

/// <summary>What the page of a search says in its head: its feeds alone, for nobody is shown a preview of a search.</summary>
internal sealed class SearchHeads(SearchFeeds searches, HtmlEncoder encoder)
{
    public ValueTask<string?> OfSearch(Question question, string language, string site, CancellationToken ct) => new(new Tags(encoder, site).Feeds(searches.Of(question)).ToString());
}
