using System.Globalization;
using Zhibo.Shared;

namespace Zhibo.Posts.Pages;

/// <summary>Empty composers, each with a key of its own: sending one twice makes one post.</summary>
public sealed class Composers(Settings settings, Ids ids)
{
    public int Limit => settings.Site.PostLimit;

    public long NextKey() => ids.Next();

    public ComposerView New(string back) => new(NextKey().ToString(CultureInfo.InvariantCulture)) { Back = back, Limit = Limit };
}
