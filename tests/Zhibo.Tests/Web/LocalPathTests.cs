using Zhibo.Web;

namespace Zhibo.Tests.Web;

public sealed class LocalPathTests
{
    [Theory]
    [InlineData("/home", "/home")]
    [InlineData("/topics/a?max_id=1#c2", "/topics/a?max_id=1#c2")]
    [InlineData("/topics/德阳", "/topics/%E5%BE%B7%E9%98%B3")]
    [InlineData("/", "/")]
    public void A_path_of_this_site_is_kept(string path, string kept) => LocalPath.Or(path, "/else").ShouldBe(kept);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("home")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/a\r\nSet-Cookie: a=b")]
    [InlineData("/\t/evil.example")]
    public void Nothing_leads_elsewhere(string? path) => LocalPath.Or(path, "/else").ShouldBe("/else");
}
