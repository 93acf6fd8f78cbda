using System.CommandLine;
using Zhibo.Data;

namespace Zhibo.Commands;

/// <summary>What a verb gets to work with.</summary>
internal sealed record Call(ParseResult Parsed, Configured Configured, CancellationToken Stop)
{
    public TextReader Input => ((CommandLine.Streams)Parsed.InvocationConfiguration).Input;

    public TextWriter Output => Parsed.InvocationConfiguration.Output;

    public TextWriter Error => Parsed.InvocationConfiguration.Error;

    public T Get<T>(Option<T> option) => Parsed.GetValue(option)!;

    public T Get<T>(Argument<T> argument) => Parsed.GetValue(argument)!;
}

internal static class Verb
{
    /// <summary>A verb that reads the configuration first.</summary>
    public static Command Does(this Command command, Func<Call, Task<int>> run, string defaultData = "data")
    {
        command.SetAction((parsed, stop) =>
            run(new Call(parsed, Configured.Read(parsed.GetValue(CommandLine.Data), parsed.GetValue(CommandLine.Urls), defaultData), stop)));
        return command;
    }

    /// <summary>A verb that works on the database, which it brings up to date first.</summary>
    public static Command DoesWithServices(this Command command, Func<Call, IServiceProvider, Task<int>> run) =>
        command.Does(async call =>
        {
            await using var services = Site.Services(call.Configured.Settings);
            services.GetRequiredService<Migrator>().Run();
            await using var scope = services.CreateAsyncScope();
            return await run(call, scope.ServiceProvider);
        });
}
