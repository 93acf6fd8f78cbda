using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Regions;
using Zhibo.Shared.Facts;

namespace Zhibo.Halls.Members;

/// <summary>Names, levels and centres of all regions (42,000 in the country, 10 MB), read when first asked for.</summary>
public sealed class HallRegions(IDbContextFactory<Db> databases) : IWatch<RegionsChanged>, IForget
{
    private readonly Lock gate = new();
    private RegionMap? map;
    private long changes = 1;

    public RegionMap Now
    {
        get
        {
            var held = Volatile.Read(ref map);
            if (held?.Version == Interlocked.Read(ref changes)) return held;
            lock (gate)
            {
                var version = Interlocked.Read(ref changes);
                return map?.Version == version ? map : map = Load(version);
            }
        }
    }

    public void Seen(RegionsChanged fact) => Interlocked.Increment(ref changes);

    public void Forget() => Interlocked.Increment(ref changes);

    private RegionMap Load(long version)
    {
        using var db = databases.CreateDbContext();
        return new([.. db.Regions.Select(r => new RegionPlace(r.Code, r.ParentCode, r.Level, r.Name, r.ShortName) { Latitude = r.Latitude, Longitude = r.Longitude })], version);
    }
}
