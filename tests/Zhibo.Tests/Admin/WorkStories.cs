using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Zhibo.Accounts;
using Zhibo.Shared;
using Zhibo.Shared.Facts;
using Zhibo.Shared.Jobs;

namespace Zhibo.Tests.Admin;

/// <summary>Carries letters, once the road is open.</summary>
internal sealed class Carrier(CarrierRoad road) : IJob
{
    public Task Run(Job job, CancellationToken ct) => road.Open ? Task.CompletedTask : throw new Refusal(RefusalKind.Invalid, "shared.error.invalid");
}

internal sealed class CarrierRoad
{
    public bool Open { get; set; }
}

public sealed class WorkStories
{
    [BothEngines]
    public async Task What_failed_is_tried_again_or_dropped_and_the_overview_tells(EngineKind engine)
    {
        var road = new CarrierRoad();
        await using var town = await Town.Start(engine, new() { Replace = services => services.AddSingleton(road).Job<Carrier>("carry") });
        var boss = await town.Citizen("运维", role: UserRole.Operator);
        await town.Write(db => { db.Queue("carry", "秘密的地址"); });
        await town.Write(db => { db.Queue("carry", "另一件"); });
        await town.Write(db => { db.Outbox.Add(new OutboxRow { Id = town.Services.GetRequiredService<Ids>().Next(), Kind = "PostPublished", Payload = "{", Attempts = 3, DueAt = town.Time.GetUtcNow().AddHours(1), LastError = "JsonException" }); });
        await town.Quiet();
        town.Log.Errors.Clear();

        (await boss.Page("/admin")).QuerySelector("[href='/admin/jobs'] .figure")!.TextContent.ShouldBe("3");
        var page = await boss.Page("/admin/jobs");
        page.QuerySelectorAll("[aria-labelledby=failed] tbody tr").Length.ShouldBe(2);
        page.QuerySelector("[aria-labelledby=facts] tbody")!.TextContent.ShouldContain("JsonException");
        page.Body!.TextContent.ShouldNotContain("秘密的地址");

        road.Open = true;
        var jobs = await town.Read(db => db.Jobs.OrderBy(j => j.Id).Select(j => j.Id).ToListAsync());
        page = await boss.Submits(page, $"form[action='/admin/jobs/{jobs[0]}/retry']");
        await town.Quiet();
        (await town.Read(db => db.Jobs.SingleAsync(j => j.Id == jobs[0]))).DoneAt.ShouldNotBeNull();
        page = await boss.Submits(await boss.Page("/admin/jobs"), $"form[action='/admin/jobs/{jobs[1]}/drop']");
        var fact = await town.Read(db => db.Outbox.Select(r => r.Id).SingleAsync());
        page = await boss.Submits(page, $"form[action='/admin/jobs/{fact}/drop']");
        page.QuerySelector(".empty").ShouldNotBeNull();
        (await town.Read(db => db.AuditEntries.OrderBy(e => e.Number).Select(e => e.Act).ToListAsync())).ShouldBe(["work.retried", "work.dropped", "work.dropped"]);
        (await boss.Send(new(HttpMethod.Post, $"/admin/jobs/{jobs[0]}/drop"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
