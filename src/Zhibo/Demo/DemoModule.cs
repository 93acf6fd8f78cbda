namespace Zhibo.Demo;

public static class DemoModule
{
    public static IServiceCollection AddDemo(this IServiceCollection services) => services.AddSingleton<FillDemo.Means>().AddSingleton<FillDemo>();
}
