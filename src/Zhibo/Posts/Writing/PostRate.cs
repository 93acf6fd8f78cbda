using System.Globalization;
using Zhibo.Shared;
using Zhibo.Shared.Http;

namespace Zhibo.Posts.Writing;

/// <summary>How often one account may write, comment and pass on; fair to a busy office, too little for a machine.</summary>
public sealed class PostRate(Limits limits, Settings settings)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public void Take(long accountId) => limits.Take("post", accountId.ToString(CultureInfo.InvariantCulture), settings.Limits.PostsPerHour, Hour);
}
