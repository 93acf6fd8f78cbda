using Zhibo.Agencies;

namespace Zhibo.Tests.Agencies;

/// <summary>GB 32100-2015.</summary>
public sealed class UnitCodeTests
{
    [Theory]
    [InlineData("91350100M000100Y43")]
    [InlineData(" 91350100m000100y43 ")]
    public void A_code_is_read_as_it_is_written(string typed) => UnitCode.Read(typed).ShouldBe("91350100M000100Y43");

    [Theory]
    [InlineData("")]
    [InlineData("91350100M000100Y4")]
    [InlineData("91350100M000100Y44")]
    [InlineData("91350100M000100I43")]
    [InlineData("９1350100M000100Y43")]
    [InlineData("91350100M000100Y4\0")]
    public void A_slip_is_found(string typed) => UnitCode.Read(typed).ShouldBeNull();
}
