using Zhibo.Agencies;
using Zhibo.Agencies.Seats;
using Zhibo.Shared;

namespace Zhibo.Tests.Agencies;

/// <summary>Who may change the register: those above, never those concerned.</summary>
public sealed class RightsStories
{
    [BothEngines]
    public async Task A_manager_moves_what_stands_below_and_never_the_own_agency(EngineKind engine)
    {
        await using var register = await RegisterTown.Start(engine);
        var city = await register.Enters("德阳市公安局", "deyanggongan");
        var county = await register.Enters("旌阳区公安分局", "jingyanggongan", RegisterTown.Jingyang, parent: city);
        var other = await register.Enters("德阳市教育局", "deyangjiaoyu", line: "jiaoyu");
        var (chief, local, citizen) = (await register.Seated("市局经理", city, SeatRole.Manager), await register.Seated("分局经理", county, SeatRole.Manager), await register.Town.Citizen("路人"));

        // The manager above may.
        await register.Does<RenameAgency>(rename => rename.Run(new(county, chief.UserId, "旌阳公安分局", "改名"), RegisterTown.Ct));
        await register.Does<EnterAgency, long>(enter => enter.Run(new(chief.UserId, "双东派出所", RegisterTown.Shuangdong, "gongan") { Handle = "shuangdongpcs", ParentId = city }, RegisterTown.Ct));
        // Nobody may do it to the own agency, to one beside, or from outside.
        foreach (var (person, agency) in new[] { (local, county), (chief, city), (local, city), (chief, other), (citizen, county) })
        {
            var user = person.UserId;
            await No(register.Does<TransferAgency>(transfer => transfer.Run(new(agency, user, "自己想走") { ParentId = 0 }, RegisterTown.Ct)));
            await No(register.Does<RenameAgency>(rename => rename.Run(new(agency, user, "另一个名字", "自己想改"), RegisterTown.Ct)));
            await No(register.Does<FreezeAgency>(freeze => freeze.Run(new(agency, user, "不喜欢"), RegisterTown.Ct)));
            await No(register.Does<CloseAgency>(close => close.Run(new(agency, user, "不喜欢"), RegisterTown.Ct)));
            await No(register.Does<ChangeAgency>(change => change.Run(new(agency, user) { UnitCode = "" }, RegisterTown.Ct)));
        }
        // Away from one's own tree only into one's own tree.
        await No(register.Does<TransferAgency>(transfer => transfer.Run(new(county, chief.UserId, "送给别人") { ParentId = other }, RegisterTown.Ct)));
        await No(register.Does<EnterAgency, long>(enter => enter.Run(new(chief.UserId, "别人的下级", RegisterTown.Deyang, "gongan") { Handle = "notmine", ParentId = other }, RegisterTown.Ct)));
        await No(register.Does<EnterAgency, long>(enter => enter.Run(new(chief.UserId, "无上级", RegisterTown.Deyang, "gongan") { Handle = "noroot" }, RegisterTown.Ct)));
        register.Forest.Above(county).Select(n => n.Id).ShouldBe([city]);

        // What an agency says of itself, its own people say; an editor may not even that.
        await register.Does<ChangeAgency>(change => change.Run(new(county, local.UserId) { Phone = "110", SeatsReachDown = true }, RegisterTown.Ct));
        var editor = await register.Seated("小编", county, SeatRole.Editor);
        await No(register.Does<ChangeAgency>(change => change.Run(new(county, editor.UserId) { Phone = "119" }, RegisterTown.Ct)));
        (await register.Agency(county)).Phone.ShouldBe("110");
    }

    [BothEngines]
    public async Task A_seat_that_reaches_down_reaches_grandchildren(EngineKind engine)
    {
        await using var register = await RegisterTown.Start(engine);
        var city = await register.Enters("德阳市公安局", "deyanggongan");
        var county = await register.Enters("旌阳区公安分局", "jingyanggongan", RegisterTown.Jingyang, parent: city);
        var town = await register.Enters("双东派出所", "shuangdongpcs", RegisterTown.Shuangdong, parent: county);
        var chief = await register.Seated("市局经理", city, SeatRole.Manager);

        await No(Freeze());
        await register.Does<ChangeAgency>(change => change.Run(new(city, chief.UserId) { SeatsReachDown = true }, RegisterTown.Ct));
        await Freeze();
        register.Forest.Of(town)!.State.ShouldBe(AgencyState.Frozen);

        Task Freeze() => register.Does<FreezeAgency>(freeze => freeze.Run(new(town, chief.UserId, "整改"), RegisterTown.Ct));
    }

    private static Task No(Task work) => RegisterTown.Refused(work, RefusalKind.Forbidden, "agencies.not_yours");
}
