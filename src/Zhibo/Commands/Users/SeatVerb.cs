using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Agencies.Seats;
using Zhibo.Data;

namespace Zhibo.Commands.Users;

/// <summary>user seat HANDLE AGENCY ROLE: the first manager of a site that has none yet, and mending.</summary>
internal static class SeatVerb
{
    private static readonly Argument<string> Handle = new("HANDLE") { Description = "Whose seat" };

    private static readonly Argument<string> Agency = new("AGENCY") { Description = "Handle of the agency" };

    private static readonly Argument<SeatRole> Role = new("ROLE") { Description = "Editor, Reviewer, Handler, Supervisor or Manager" };

    private static readonly Option<bool> Take = new("--take") { Description = "Take the seat away instead of giving it" };

    public static Command New() =>
        new Command("seat", "Give a person a seat at an agency, or take it away") { Handle, Agency, Role, Take }.DoesWithServices(Run);

    private static async Task<int> Run(Call call, IServiceProvider services)
    {
        var find = services.GetRequiredService<FindAccount>();
        var agency = await find.Run(call.Get(Agency), call.Stop) ?? throw new CommandFailure($"there is no agency {call.Get(Agency)}");
        if (!call.Get(Take))
        {
            await services.GetRequiredService<GrantSeat>().Run(new(null, agency.Id, call.Get(Handle), call.Get(Role)), call.Stop);
            return 0;
        }
        var account = await find.Run(call.Get(Handle), call.Stop);
        var user = account is null ? 0 : await services.GetRequiredService<Db>().Users.Where(u => u.AccountId == account.Id).Select(u => u.Id).FirstOrDefaultAsync(call.Stop);
        if (user == 0) throw new CommandFailure($"nobody has the handle {call.Get(Handle)}");
        await services.GetRequiredService<TakeSeat>().Run(new(null, agency.Id, user, call.Get(Role)), call.Stop);
        return 0;
    }
}
