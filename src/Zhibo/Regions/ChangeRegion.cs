using Zhibo.Accounts;
using Zhibo.Accounts.Audit;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Regions;

/// <summary>Another name, other variants, the centre. The old name stays as a variant; a later list that knows the region by
/// its code gives it the list's name again.</summary>
public sealed class ChangeRegion(Writer writer, TimeProvider clock)
{
    public sealed record Input(Caller Caller, string Code, string Name)
    {
        public string Variants { get; init; } = "";

        /// <summary>Of its centre, as typed; both empty takes it away.</summary>
        public string Latitude { get; init; } = "";

        public string Longitude { get; init; } = "";
    }

    public Task Run(Input input, CancellationToken ct)
    {
        RegionRules.RequireAdmin(input.Caller);
        var name = RegionRules.Name(input.Name);
        var variants = RegionRules.Variants(input.Variants, name);
        var (latitude, longitude) = RegionRules.Centre(input.Latitude, input.Longitude);
        return writer.Run(turn =>
        {
            var region = turn.Regions.Find(input.Code) ?? throw new Refusal(RefusalKind.NotFound, "regions.unknown");
            var before = region.Name;
            if (turn.Regions.FirstOrDefault(r => r.ParentCode == region.ParentCode && r.Name == name && r.Code != region.Code) is not null)
                throw new Refusal(RefusalKind.Conflict, "regions.name_taken_beside", "name");
            (region.Latitude, region.Longitude) = (latitude, longitude);
            region.Variants = before == name ? variants : RegionVariants.With(variants, [before], name);
            region.Call(name);
            turn.Audit(new AuditLog.Act("region.changed", input.Caller.UserId)
            {
                Subject = $"region {region.Code}",
                Detail = before == name ? name : $"{before} → {name}",
            }, clock.GetUtcNow());
            turn.Raise(new RegionsChanged());
        }, ct);
    }
}
