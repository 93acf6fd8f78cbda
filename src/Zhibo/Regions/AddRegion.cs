using System.Globalization;
using Zhibo.Accounts;
using Zhibo.Accounts.Audit;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Regions;

/// <summary>Enters a region that no list has: a village, or a county younger than the list.</summary>
public sealed class AddRegion(Writer writer, TimeProvider clock)
{
    public sealed record Input(Caller Caller, string ParentCode, string Name)
    {
        /// <summary>By the standard; where it is not known, the next free one is taken.</summary>
        public string? Code { get; init; }

        public string Variants { get; init; } = "";

        /// <summary>Of its centre, as typed; both or none.</summary>
        public string Latitude { get; init; } = "";

        public string Longitude { get; init; } = "";
    }

    /// <returns>The code.</returns>
    public Task<string> Run(Input input, CancellationToken ct)
    {
        RegionRules.RequireAdmin(input.Caller);
        var name = RegionRules.Name(input.Name);
        var variants = RegionRules.Variants(input.Variants, name);
        var (latitude, longitude) = RegionRules.Centre(input.Latitude, input.Longitude);
        return writer.Run(turn =>
        {
            var parent = turn.Regions.Find(RegionCode.Read(input.ParentCode) ?? "") ?? throw new Refusal(RefusalKind.NotFound, "regions.unknown");
            // First, because it makes others who enter one wait: two must not find the same number free.
            turn.Audit(new AuditLog.Act("region.added", input.Caller.UserId) { Subject = $"region {parent.Code}", Detail = name }, clock.GetUtcNow());
            var code = string.IsNullOrWhiteSpace(input.Code) ? Free(turn, parent) : Given(turn, parent, input.Code);
            if (turn.Regions.Any(r => r.ParentCode == parent.Code && r.Name == name)) throw new Refusal(RefusalKind.Conflict, "regions.name_taken", "name", parent.Name);
            var region = new Region
            {
                Code = code,
                ParentCode = parent.Code,
                Level = RegionCode.LevelOf(code)!.Value,
                Name = "",
                ShortName = "",
                Variants = variants,
                Latitude = latitude,
                Longitude = longitude,
                AddedHere = true,
            };
            region.Call(name);
            turn.Regions.Add(region);
            turn.Raise(new RegionsChanged());
            return code;
        }, ct);
    }

    private static string Given(Db turn, Region parent, string typed)
    {
        var code = RegionCode.Read(typed);
        if (code is null || code.Length <= parent.Code.Length || !code.StartsWith(parent.Code, StringComparison.Ordinal))
            throw new Refusal(RefusalKind.Invalid, "regions.code_wrong", "code", parent.Code);
        return turn.Regions.Any(r => r.Code == code) ? throw new Refusal(RefusalKind.Conflict, "regions.code_taken", "code", code) : code;
    }

    /// <summary>Numbers that begin with 9 first: no list gives them out, so a later one does not collide.</summary>
    private static string Free(Db turn, Region parent)
    {
        if (parent.Level == RegionLevel.Village) throw new Refusal(RefusalKind.Invalid, "regions.no_deeper", "code");
        var length = RegionCode.LengthOf(parent.Level + 1);
        var digits = length - parent.Code.Length;
        var taken = turn.Regions.Where(r => r.ParentCode == parent.Code).Select(r => r.Code).ToHashSet();
        var own = 9 * (int)Math.Pow(10, digits - 1) + 1;
        return Enumerable.Range(own, (int)Math.Pow(10, digits) - own).Concat(Enumerable.Range(1, own - 1))
            .Select(number => parent.Code + number.ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0'))
            .FirstOrDefault(code => !taken.Contains(code)) ?? throw new Refusal(RefusalKind.Conflict, "regions.codes_used_up", "code");
    }
}
