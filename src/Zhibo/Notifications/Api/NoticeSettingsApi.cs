using Microsoft.AspNetCore.Http.HttpResults;
using Zhibo.Accounts;
using Zhibo.Notifications.Choosing;
using Zhibo.Shared;
using Zhibo.Shared.Http;

namespace Zhibo.Notifications.Api;

/// <summary>The settings of notices for programs.</summary>
internal static class NoticeSettingsApi
{
    public static void MapNoticeSettingsApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(ApiDescription.Root).WithDoor(Door.Json).WithTags("notices");
        api.MapGet("/me/notice-settings", Show).Needs("read:notifications").WithSummary("Which notices the caller wants, where, and when it is quiet.");
        api.MapPut("/me/notice-settings", Change).Needs("write:notifications").WithSummary("Changes what is named; the rest stays as it is.");
    }

    private static async Task<Ok<NoticeSettingsJson>> Show(HttpContext http, ReadNoticeSettings read, CancellationToken ct)
    {
        var (choices, wishes) = await read.Run(new(http.RequireScope("read:notifications").AccountId), ct);
        return TypedResults.Ok(new NoticeSettingsJson(
            [.. choices.Select(c => new NoticeKindJson(NoticeForm.Name(c.Kind), Name(c.Who), c.Push, c.Mail))],
            new(Name(wishes.Digest), wishes.DigestHour),
            new(Time(wishes.QuietFrom), Time(wishes.QuietUntil))));
    }

    private static async Task<Ok<NoticeSettingsJson>> Change(HttpContext http, NoticeSettingsChangeJson wished, ChangeNoticeSettings change, ReadNoticeSettings read, CancellationToken ct)
    {
        await change.Run(new(http.RequireScope("write:notifications").AccountId)
        {
            Choices = [.. (wished.Kinds ?? []).Select(k => new ChangeNoticeSettings.Choice(Named<NoticeKind>(k.Kind, "kinds"), Named<NoticeSenders>(k.Who, "kinds"), k.Push, k.Mail))],
            Digest = wished.Digest is { } digest ? new(Named<DigestRhythm>(digest.Rhythm, "digest"), digest.Hour) : null,
            Quiet = wished.Quiet is { } quiet ? new(NoticeForm.Minutes(quiet.From ?? ""), NoticeForm.Minutes(quiet.Until ?? "")) : null,
        }, ct);
        return await Show(http, read, ct);
    }

    private static string Name<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    /// <summary>By its word, not by its number.</summary>
    private static T Named<T>(string? name, string field)
        where T : struct, Enum =>
        name is { Length: > 0 } && char.IsLetter(name[0]) && Enum.TryParse<T>(name, ignoreCase: true, out var value) && Enum.IsDefined(value)
            ? value : throw new Refusal(RefusalKind.Invalid, "notifications.settings.bad_kind", field);

    private static string? Time(int? minutes) => minutes is null ? null : NoticeForm.Time(minutes);
}
