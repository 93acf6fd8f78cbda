namespace Zhibo.Tests;

public sealed class GoldenTests
{
    [Fact]
    public void What_differs_from_run_to_run_gets_stable_names() =>
        Golden.Steady("""{"id":"114000000000000016","at":"2025-04-20T00:30:00.123Z","of":"114000000000000032","me":"114000000000000016","u":"http://127.0.0.1:41234/@wang","css":"/assets/zhibo.0f3a9b2c.css","n":42}""")
            .ShouldBe("""{"id":"id-1","at":"2025-04-20T00:30:00.000Z","of":"id-2","me":"id-1","u":"http://town/@wang","css":"/assets/zhibo.hash.css","n":42}""");

    [Fact]
    public void A_golden_file_is_readable() => Golden.Match("golden.json", """{"text":"织博","list":[1,2]}""");
}
