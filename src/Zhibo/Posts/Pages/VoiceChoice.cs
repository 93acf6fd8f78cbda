using Zhibo.Accounts;
using Zhibo.Accounts.Acting;
using Zhibo.Web;

namespace Zhibo.Posts.Pages;

/// <summary>In whose name a form writes: offered to those who have a seat somewhere, remembered by the browser.</summary>
public sealed class VoiceChoice(ActingSeats seats, ActAs actAs, PageWriter pages)
{
    /// <summary>The form's field, and the cookie that remembers it: the handle of an office.</summary>
    public const string Field = "as";

    /// <summary>Encoded markup of the choice; null for those who have none.</summary>
    /// <param name="http">Says who writes, and which office they chose last.</param>
    /// <param name="form">Id of the composer the choice stands in.</param>
    /// <param name="right">What a seat must allow to be offered.</param>
    /// <param name="chosen">What was chosen in the form that comes back.</param>
    /// <param name="ct">Stops the look-up.</param>
    public async ValueTask<string?> Html(HttpContext http, string form, ActingRights right, string? chosen, CancellationToken ct)
    {
        // A program names its office in a header.
        if (http.Caller() is not { SessionId: not null } caller) return null;
        var mine = await seats.Of(caller.UserId, ct);
        List<ActingSeat> offered = [.. mine.Where(s => s.HasVoice && s.May(right))];
        if (offered.Count == 0) return null;
        var wanted = string.IsNullOrEmpty(chosen) ? http.Request.Cookies[Field] : chosen;
        // An office above may reach down to one that is not in the list.
        if (chosen is not null && offered.TrueForAll(s => s.Handle != chosen) && await actAs.Find(caller, chosen, ct) is { HasVoice: true } reached && reached.May(right)) offered.Add(reached);
        return await pages.Render<VoiceSelect>(http.Language(), new Dictionary<string, object?>
        {
            [nameof(VoiceSelect.Form)] = form,
            [nameof(VoiceSelect.Self)] = caller,
            [nameof(VoiceSelect.Offices)] = offered,
            [nameof(VoiceSelect.Chosen)] = wanted,
        });
    }

    /// <summary>The caller in the voice the form names; remembered for the next form.</summary>
    public async ValueTask<Caller> Take(HttpContext http, string? chosen, CancellationToken ct)
    {
        var caller = http.RequireCaller();
        if (string.IsNullOrEmpty(chosen) || caller.SessionId is null) return caller;
        var voice = await actAs.Become(caller, chosen, ct);
        http.Response.Cookies.Append(Field, voice.Handle, new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            MaxAge = TimeSpan.FromDays(30),
            Path = "/",
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps,
        });
        return voice;
    }
}
