using Microsoft.EntityFrameworkCore;
using Zhibo.Data;

namespace Zhibo.Posts.Filters;

/// <summary>The filters of an account, with their words.</summary>
public static class FilterLines
{
    public static async Task<List<FilterLine>> Load(Db db, long account, CancellationToken ct)
    {
        var filters = await db.Filters.Where(f => f.AccountId == account).OrderBy(f => f.Id).ToListAsync(ct);
        if (filters.Count == 0) return [];
        var ids = filters.ConvertAll(f => f.Id);
        var words = (await db.FilterWords.Where(w => ids.Contains(w.FilterId)).OrderBy(w => w.Id).ToListAsync(ct)).ToLookup(w => w.FilterId);
        return filters.ConvertAll(f => new FilterLine(f, [.. words[f.Id]]));
    }
}
