using System.Text;

namespace Zhibo.Bench;

/// <summary>A big city from one seed: the same accounts, follows and posts every time.</summary>
internal sealed class Corpus(int accounts, int posts)
{
    public const int Readers = 1_000;
    public const int BusyReaders = 200;
    private const int Days = 60;

    private static readonly string[] Openings =
    [
        "今天早上路过东湖山公园，", "刚从人民医院出来，", "孩子学校门口的那条路，", "昨晚八点多，", "小区里的路灯，", "坐14路公交的时候，", "菜市场旁边，", "看到通知说，",
        "楼下新开的早餐店，", "河堤步道上，", "社区今天组织大家，", "暴雨过后，", "图书馆周末延长开放，", "邻居家的老人，", "师傅们连夜抢修，", "办证大厅里，",
    ];

    private static readonly string[] Middles =
    [
        "看见几位师傅正在检修设备，动作很快，半个小时就恢复了", "排队的人不少，但是窗口的同志很耐心，一个一个解释清楚", "路面有一个坑，下雨天容易积水，希望有人来看看", "空气特别好，桂花开了，很多人在拍照",
        "有人把共享单车停在盲道上，老人走过去很不方便", "志愿者在帮忙搬东西，从早上九点一直忙到中午", "提醒大家出门带好雨具，注意行车安全，不信谣不传谣", "问了三次都没有人接电话，最后在这里留言，十分钟就有了答复",
        "新装的座椅和垃圾桶都很干净，给点个赞", "孩子们排着队过马路，交警叔叔一路护送", "果农说今年的橘子特别甜，就是卖得慢，大家帮忙转一转", "手续比去年少了两个，材料网上就能交",
    ];

    private static readonly string[] Ends =
    [
        "。", "！", "，谢谢！", "，希望能有个说法。", "，大家觉得呢？", "。期待早点解决。", "，真不错。", "，请相关部门关注一下。",
    ];

    private static readonly string[] Topics = ["今日德阳", "微公益 有我在", "温暖之城", "随手拍", "出行提示", "一起读书", "德阳天气", "邻里", "办事指南", "好人好事"];

    private readonly Vocabulary vocabulary = new(Uniform);

    public IReadOnlyList<string> CommonWords => [.. vocabulary.Commonest.Where(word => word.Length == 2).Take(30)];

    public int Accounts => accounts;

    public int Posts => posts;

    public static IReadOnlyList<string> TopicNames => Topics;

    /// <summary>u and the digits as letters: digits look like letters to the site, which knows names by what they look like.</summary>
    public static string Handle(int number) =>
        "u" + string.Concat(number.ToString(System.Globalization.CultureInfo.InvariantCulture).Select(digit => "abdefghkpt"[digit - '0']));

    public long AccountId(int number) => Base.AddSeconds(number).ToUnixTimeMilliseconds() << 16;

    /// <summary>Posts are spread evenly over the last sixty days.</summary>
    public long PostId(int number) => End.AddMilliseconds(-(Days * 86_400_000.0) * (posts - number) / posts).ToUnixTimeMilliseconds() << 16 | (uint)(number & 0xFFF) << 4;

    /// <summary>Lopsided like a real city: the square of a uniform number.</summary>
    public int AuthorOf(int post)
    {
        var uniform = Uniform(post, 1);
        return (int)(uniform * uniform * (accounts - 1));
    }

    public (string Text, int? Topic) TextOf(int post)
    {
        var text = new StringBuilder(Pick(Openings, post, 2));
        // 20 to 90 characters, a comma every few words; one in five says what everybody says.
        var length = Uniform(post, 5) < 0.2 ? 0 : 20 + (70 * Uniform(post, 11));
        if (length == 0) text.Append(Pick(Middles, post, 3));
        for (var n = 0; text.Length < length; n++) text.Append(vocabulary.Word(Uniform(post, 100 + n))).Append(n % 4 == 3 ? "，" : "");
        text.Append(Pick(Ends, post, 4));
        if (Uniform(post, 8) > 0.3) return (text.ToString(), null);
        var topic = (int)(Uniform(post, 9) * Topics.Length);
        return ($"#{Topics[topic]}# {text}", topic);
    }

    /// <summary>Whom a reader follows: different accounts, chosen like authors, so that busy ones have many followers.</summary>
    public IEnumerable<int> FollowedBy(int reader, int count)
    {
        HashSet<int> chosen = [];
        for (var n = 0; chosen.Count < count; n++)
        {
            var uniform = Uniform((reader * 100_003) + n, 10);
            var account = (int)(uniform * uniform * (accounts - 1));
            if (account != reader && chosen.Add(account)) yield return account;
        }
    }

    private static DateTimeOffset End { get; } = DateTimeOffset.FromUnixTimeSeconds(Now() - 3600);

    private static DateTimeOffset Base { get; } = End.AddDays(-400);

    private static long Now() => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 86_400 * 86_400;

    private static string Pick(string[] from, int post, int salt) => from[(int)(Uniform(post, salt) * from.Length)];

    /// <summary>splitmix64: a number in [0, 1) from what it is for.</summary>
    public static double Uniform(int number, int salt)
    {
        var z = ((ulong)(uint)number * 0x9E3779B97F4A7C15) + ((ulong)salt * 0xD1B54A32D192ED03);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) / (double)(1UL << 53);
    }
}
