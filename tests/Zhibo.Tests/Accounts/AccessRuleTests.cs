using System.Net;
using Zhibo.Accounts;
using Zhibo.Accounts.Access;
using Zhibo.Shared;
using Zhibo.Shared.Http;

namespace Zhibo.Tests.Accounts;

public sealed class AccessRuleTests
{
    [Theory]
    [InlineData("write", "write:statuses", true)]
    [InlineData("write:statuses", "write:statuses", true)]
    [InlineData("write:statuses", "write", false)]
    [InlineData("write:statuses", "write:media", false)]
    [InlineData("writ", "write", false)]
    [InlineData("read", "write", false)]
    [InlineData("read", "profile", true)]
    [InlineData("follow", "write:follows", true)]
    [InlineData("follow", "read:blocks", true)]
    [InlineData("follow", "write:statuses", false)]
    public void Scopes_cover_each_other_as_in_Mastodon(string granted, string wanted, bool covers) =>
        AccessScopes.Covers(granted, wanted).ShouldBe(covers);

    [Theory]
    [InlineData("read write follow push", true)]
    [InlineData("  read   read ", true)]
    [InlineData("read:statuses write:media", true)]
    [InlineData("", false)]
    [InlineData("everything", false)]
    [InlineData("read sudo", false)]
    public void Only_known_scopes_are_given_out(string list, bool known) => (AccessScopes.Parse(list) is not null).ShouldBe(known);

    [Theory]
    [InlineData("weave-for-people", null)]
    [InlineData("橘子卖不掉怎么办啊啊", null)]
    [InlineData("short", "accounts.password_short")]
    [InlineData("Password2024", "accounts.password_common")]
    [InlineData("qwertyuiop", "accounts.password_common")]
    [InlineData("woaini1314520", "accounts.password_common")]
    [InlineData("1234567890", "accounts.password_common")]
    [InlineData("zyxwvutsrqp", "accounts.password_common")]
    [InlineData("abababababab", "accounts.password_common")]
    [InlineData("chenxuezhen", "accounts.password_is_name")]
    [InlineData("ChenXueZhen2013!", "accounts.password_is_name")]
    [InlineData("chenxuezhen sells citrus", null)]
    public void Passwords_that_anybody_would_try_are_refused(string password, string? word)
    {
        var refusal = Record.Exception(() => PasswordRules.Require(password, "chenxuezhen", "陈学珍")) as Refusal;
        refusal?.Word.ShouldBe(word);
        (refusal is null).ShouldBe(word is null);
    }

    [Theory]
    [InlineData(5, 1)]
    [InlineData(6, 2)]
    [InlineData(9, 16)]
    [InlineData(11, 60)]
    [InlineData(400, 60)]
    public void The_lock_doubles_up_to_an_hour(int failures, int minutes) =>
        SignInGate.LockFor(failures).ShouldBe(TimeSpan.FromMinutes(minutes));

    [Theory]
    [InlineData("Chen@Example.com ", "chen@example.com")]
    [InlineData("chen", null)]
    [InlineData("chen@localhost", null)]
    [InlineData("<chen@example.com>", null)]
    [InlineData("a@example.com,b@example.com", null)]
    [InlineData("chen@example.com\r\nBcc: all@example.com", null)]
    [InlineData("", null)]
    public void Mail_addresses_are_one_plain_address(string typed, string? kept) => MailAddresses.Normalize(typed).ShouldBe(kept);

    [Theory]
    [InlineData("zhibo=abc", "abc")]
    [InlineData("lang=en; zhibo=abc; theme=dark", "abc")]
    [InlineData("xzhibo=no;zhibo=abc", "abc")]
    [InlineData("zhibo-step=no", "")]
    [InlineData("", "")]
    public void One_cookie_is_read_out_of_many(string header, string value) => Zhibo.Accounts.Cookie.Read(header, "zhibo").ToString().ShouldBe(value);

    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36 Edg/120.0", "Edge · Windows")]
    [InlineData("Mozilla/5.0 (Linux; Android 13; M2) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/107.0 MicroMessenger/8.0", "微信 · Android")]
    [InlineData("curl/8.0", "")]
    public void Devices_are_called_as_people_call_them(string userAgent, string name) => DeviceName.Of(userAgent).ShouldBe(name);

    [Fact]
    public void A_limit_slides_and_says_when_to_come_back()
    {
        var clock = new TownClock();
        var limits = new Limits(clock, new Settings());
        for (var n = 0; n < 3; n++) limits.Take("try", "chen", 3, TimeSpan.FromMinutes(10));
        limits.Take("try", "wang", 3, TimeSpan.FromMinutes(10));
        var refusal = Should.Throw<Refusal>(() => limits.Take("try", "chen", 3, TimeSpan.FromMinutes(10)));
        refusal.Kind.ShouldBe(RefusalKind.TooMany);
        refusal.RetryAfter!.Value.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));

        limits.GiveBack("try", "chen");
        limits.Take("try", "chen", 3, TimeSpan.FromMinutes(10));
        clock.Advance(TimeSpan.FromMinutes(20));
        limits.Take("try", "chen", 3, TimeSpan.FromMinutes(10));
    }

    [Fact]
    public void Limits_can_be_switched_off()
    {
        var limits = new Limits(new TownClock(), new Settings { Limits = new() { Enabled = false } });
        for (var n = 0; n < 100; n++) limits.Take("try", "chen", 3, TimeSpan.FromMinutes(10));
    }

    [Fact]
    public void A_flood_of_addresses_does_not_fill_the_memory()
    {
        var limits = new Limits(new TownClock(), new Settings());
        for (var n = 0; n < 250_000; n++) limits.Take("try", n.ToString(System.Globalization.CultureInfo.InvariantCulture), 3, TimeSpan.FromMinutes(10));
        limits.Held.ShouldBeLessThanOrEqualTo(100_000);
    }

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    public void A_home_is_one_address(string address, string who) => Limits.Who(IPAddress.Parse(address)).ShouldBe(who);
}
