using System.Globalization;
using Zhibo.Accounts.Acting;
using Zhibo.Shared;

namespace Zhibo.Posts.Pages;

/// <summary>Empty composers, each with a key of its own: sending one twice makes one post.</summary>
public sealed class Composers(Settings settings, Ids ids, VoiceChoice voices)
{
    public int Limit => settings.Site.PostLimit;

    public long NextKey() => ids.Next();

    public ComposerView New(string back) => new(NextKey().ToString(CultureInfo.InvariantCulture)) { Back = back, Limit = Limit };

    /// <summary>The composer with the choice in whose name it writes; to correct a post is not to say it anew.</summary>
    public async ValueTask<ComposerView> WithVoices(HttpContext http, ComposerView view, CancellationToken ct)
    {
        if (view.AskReason) return view;
        var right = view.Parent is null ? ActingRights.Speak : ActingRights.Answer;
        return view with { Voices = await voices.Html(http, Composer.IdOf(view), right, view.As, ct) };
    }
}
