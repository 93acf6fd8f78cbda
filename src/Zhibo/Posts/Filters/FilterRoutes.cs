using System.Globalization;
using Zhibo.Accounts;
using Zhibo.Accounts.Pages;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Posts.Filters;

/// <summary>Filters at a browser.</summary>
internal static class FilterRoutes
{
    private const string Title = "posts.filters";

    public static void MapFilters(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/settings/filters", Show);
        pages.MapGet("/settings/filters/new", (HttpContext http, FormPages form) =>
        {
            http.RequireBrowser();
            return form.Show<FilterPage, FilterForm>(http, Title, new(null));
        });
        pages.MapGet("/settings/filters/{id:long}", Edit);
        pages.MapPost("/settings/filters", (HttpContext http, FormPages form, SaveFilter save, CancellationToken ct) => Save(http, null, form, save, ct));
        pages.MapPost("/settings/filters/{id:long}", (HttpContext http, long id, FormPages form, SaveFilter save, CancellationToken ct) => Save(http, id, form, save, ct));
        pages.MapPost("/settings/filters/{id:long}/delete", Drop);
    }

    private static async Task<IResult> Show(HttpContext http, FormPages form, Db db, TimeProvider clock, CancellationToken ct)
    {
        var caller = http.RequireBrowser();
        return await form.Show<FiltersPage, FiltersView>(http, Title, new(await FilterLines.Load(db, caller.AccountId, ct), clock.GetUtcNow()));
    }

    private static async Task<IResult> Edit(HttpContext http, long id, FormPages form, Db db, CancellationToken ct)
    {
        var caller = http.RequireBrowser();
        var line = (await FilterLines.Load(db, caller.AccountId, ct)).Find(l => l.Filter.Id == id) ?? throw new Refusal(RefusalKind.NotFound, "posts.filter.none");
        return await form.Show<FilterPage, FilterForm>(http, Title, new(id)
        {
            Title = line.Filter.Title,
            Words = string.Join('\n', line.Words.Select(w => w.Text)),
            WholeWord = line.Words.Any(w => w.WholeWord),
            Places = line.Filter.Places,
            Hides = line.Filter.Hides,
            Ends = -1,
            ExpiresAt = line.Filter.ExpiresAt,
        });
    }

    private static async Task<IResult> Save(HttpContext http, long? id, FormPages pages, SaveFilter save, CancellationToken ct)
    {
        var caller = http.RequireBrowser();
        var typed = Read(await FormPages.Read(http, ct), id);
        return await FormPages.Try(async () =>
        {
            await save.Run(new(caller.AccountId, id)
            {
                Title = typed.Title,
                Places = typed.Places,
                Hides = typed.Hides,
                EndsIn = typed.Ends < 0 ? null : typed.Ends == 0 ? SaveFilter.Never : TimeSpan.FromMinutes(typed.Ends),
                Words = [.. typed.Words.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct().Select(w => new SaveFilter.Word(null, w, typed.WholeWord))],
                OnlyThese = true,
            }, ct);
            return Results.LocalRedirect("/settings/filters?done=posts.filter_saved");
        }, refusal => pages.Show<FilterPage, FilterForm>(http, Title, typed, refusal));
    }

    private static FilterForm Read(IFormCollection form, long? id) => new(id)
    {
        Title = form["title"].ToString(),
        Words = form["words"].ToString(),
        WholeWord = form["whole"] == "true",
        Places = FilterPlaceNames.Each.Where(p => form["place_" + FilterPlaceNames.Name(p)] == "true").Aggregate(FilterPlaces.None, (all, place) => all | place),
        Hides = form["act"] == "hide",
        Ends = int.TryParse(form["ends"], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var minutes) ? minutes : 0,
    };

    private static async Task<IResult> Drop(HttpContext http, long id, DropFilter drop, CancellationToken ct)
    {
        await drop.Run(new(http.RequireBrowser().AccountId, id), ct);
        return Results.LocalRedirect("/settings/filters?done=posts.filter_dropped");
    }
}
