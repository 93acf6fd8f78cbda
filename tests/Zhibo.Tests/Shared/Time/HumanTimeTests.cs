using System.Text.Json;
using Zhibo.Shared.Text;
using Zhibo.Shared.Time;

namespace Zhibo.Tests.Shared.Time;

public sealed class HumanTimeTests
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly DateTimeOffset Now = new(2026, 3, 6, 10, 0, 0, TimeSpan.FromHours(8));

    public static readonly TheoryData<string, string, string, string> Moments = new()
    {
        { "2026-03-06T10:00:00+08:00", "刚刚", "剛剛", "just now" },
        { "2026-03-06T09:59:01+08:00", "刚刚", "剛剛", "just now" },
        { "2026-03-06T10:00:30+08:00", "刚刚", "剛剛", "just now" },
        { "2026-03-06T09:59:00+08:00", "1 分钟前", "1 分鐘前", "1 min ago" },
        { "2026-03-06T09:48:00+08:00", "12 分钟前", "12 分鐘前", "12 min ago" },
        { "2026-03-06T09:00:01+08:00", "59 分钟前", "59 分鐘前", "59 min ago" },
        { "2026-03-06T09:00:00+08:00", "今天 09:00", "今天 09:00", "today 09:00" },
        { "2026-03-06T00:00:00+08:00", "今天 00:00", "今天 00:00", "today 00:00" },
        { "2026-03-05T23:59:59+08:00", "昨天 23:59", "昨天 23:59", "yesterday 23:59" },
        { "2026-03-05T01:30:00Z", "昨天 09:30", "昨天 09:30", "yesterday 09:30" },
        { "2026-03-04T23:59:00+08:00", "3月4日", "3月4日", "Mar 4" },
        { "2026-01-01T00:00:00+08:00", "1月1日", "1月1日", "Jan 1" },
        { "2025-12-31T23:59:59+08:00", "2025-12-31", "2025-12-31", "2025-12-31" },
        { "2025-03-05T09:30:00+08:00", "2025-03-05", "2025-03-05", "2025-03-05" },
        { "2026-03-06T15:30:00+08:00", "今天 15:30", "今天 15:30", "today 15:30" },
        { "2026-03-07T15:30:00+08:00", "明天 15:30", "明天 15:30", "tomorrow 15:30" },
        { "2026-04-20T08:02:00+08:00", "4月20日", "4月20日", "Apr 20" },
    };

    [Theory]
    [MemberData(nameof(Moments))]
    public void A_moment_is_said_as_people_say_it(string at, string hans, string hant, string english)
    {
        var moment = DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture);
        HumanTime.Of(moment, Now, Shanghai, Words.For("zh-Hans")).ShouldBe(hans);
        HumanTime.Of(moment, Now, Shanghai, Words.For("zh-Hant")).ShouldBe(hant);
        HumanTime.Of(moment, Now, Shanghai, Words.For("en")).ShouldBe(english);
    }

    [Fact]
    public void The_day_turns_where_the_reader_is()
    {
        var late = new DateTimeOffset(2026, 3, 5, 23, 0, 0, TimeSpan.Zero);
        HumanTime.Of(late, Now, Shanghai, Words.For("zh-Hans")).ShouldBe("今天 07:00");
        HumanTime.Of(late, Now, TimeZoneInfo.Utc, Words.For("zh-Hans")).ShouldBe("昨天 23:00");
    }

    [Fact]
    public void Exact_and_machine_forms()
    {
        HumanTime.Exact(Now, Shanghai, Words.For("zh-Hans")).ShouldBe("2026年3月6日 10:00");
        HumanTime.Exact(Now, Shanghai, Words.For("en")).ShouldBe("Mar 6, 2026 10:00");
        HumanTime.Machine(Now).ShouldBe("2026-03-06T02:00:00Z");
    }

    [Fact]
    public async Task The_browser_says_the_same()
    {
        var questions = Moments.SelectMany(row => Words.Languages.Select((language, i) => new
        {
            at = row.Data.Item1,
            language,
            expected = i switch { 0 => row.Data.Item2, 1 => row.Data.Item3, _ => row.Data.Item4 },
            words = HumanTime.ScriptWords(Words.For(language)),
        })).ToList();
        var script = $$"""
            import { say } from '{{Node.Module("time.js")}}';
            import { readFileSync } from 'node:fs';
            const now = Date.parse('{{HumanTime.Machine(Now)}}');
            console.log(JSON.stringify(JSON.parse(readFileSync(0, 'utf8')).map(q =>
              say(Date.parse(q.at), now, { words: JSON.parse(q.words), zone: 'Asia/Shanghai', lang: q.language }))));
            """;
        var said = JsonSerializer.Deserialize<string[]>(await Node.Run(script, JsonSerializer.Serialize(questions)));
        said.ShouldBe(questions.Select(question => question.expected));
    }
}
