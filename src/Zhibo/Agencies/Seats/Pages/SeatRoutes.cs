using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Accounts.Pages;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Agencies.Seats.Pages;

/// <summary>One's own seats: to see them and to give them up.</summary>
internal static class SeatRoutes
{
    private const string Title = "agencies.my_seats.title";

    public static void MapSeats(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/settings/seats", Show);
        pages.MapPost("/settings/seats/leave", Leave);
    }

    private static async Task<IResult> Show(HttpContext http, FormPages pages, SeatBook book, Db db, CancellationToken ct) =>
        await pages.Show<MySeatsPage, MySeatsView>(http, Title, await ViewOf(http.RequireBrowser().UserId, book, db, ct));

    private static async Task<IResult> Leave(HttpContext http, FormPages pages, LeaveAgency leave, SeatBook book, Db db, CancellationToken ct)
    {
        var caller = http.RequireBrowser();
        var handle = (await FormPages.Read(http, ct))["agency"].ToString();
        return await FormPages.Try(async () =>
        {
            // A word is found among one's own seats only, so nobody learns which agencies there are.
            var seat = (await book.Of(caller.UserId, ct)).FirstOrDefault(s => s.Handle == handle) ?? throw new Refusal(RefusalKind.NotFound, "agencies.team.no_such_seat");
            await leave.Run(new(caller, seat.AccountId), ct);
            return Results.LocalRedirect("/settings/seats?done=agencies.seat_left");
        }, async refusal => await pages.Show<MySeatsPage, MySeatsView>(http, Title, await ViewOf(caller.UserId, book, db, ct), refusal));
    }

    private static async Task<MySeatsView> ViewOf(long userId, SeatBook book, Db db, CancellationToken ct)
    {
        var rows = await db.Seats.Where(s => s.UserId == userId).ToListAsync(ct);
        return new([.. (await book.Of(userId, ct)).Select(s => new MySeat(s, [.. rows.Where(r => r.AgencyId == s.AccountId).OrderByDescending(r => r.Role)]))]);
    }
}
