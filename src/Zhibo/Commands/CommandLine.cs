using System.CommandLine;
using System.CommandLine.Invocation;
using System.Data.Common;
using System.Globalization;
using Zhibo.Commands.Backup;
using Zhibo.Commands.Doctor;
using Zhibo.Commands.Users;
using Zhibo.Data;
using Zhibo.Media.Worker;
using Zhibo.Shared;
using Zhibo.Shared.Http;
using Zhibo.Shared.Text;

namespace Zhibo.Commands;

/// <summary>The verbs of the program, and how each of them ends: 0 done, 1 failed with one line that says why, 2 wrong use.</summary>
public static class CommandLine
{
    internal static readonly Option<string?> Data = new("--data")
    {
        HelpName = "DIR",
        Description = "Folder of everything the site keeps (default: ./data)",
        Recursive = true,
    };

    internal static readonly Option<string?> Urls = new("--urls")
    {
        HelpName = "URL",
        Description = "Where to listen (default: http://localhost:5080)",
        Recursive = true,
    };

    private static RootCommand Root()
    {
        var serve = ServeVerb.New();
        var root = new RootCommand("Zhibo 织博: a government microblog platform. Without a verb it serves.")
        {
            Data,
            Urls,
            serve,
            DemoVerb.New(),
            MigrateVerb.New(),
            ReindexVerb.New(),
            DoctorVerb.New(),
            UserVerb.New(),
            TokenVerb.New(),
            ImportVerb.New(),
            ExportVerb.New(),
            VerifyVerb.New(),
            AuditVerb.New(),
            BackupVerb.New(),
            RestoreVerb.New(),
        };
        root.Action = serve.Action;
        return root;
    }

    public static async Task<int> Run(string[] args, TextReader input, TextWriter output, TextWriter error)
    {
        // Called by the program itself, many times a day: nothing else is made ready for it.
        if (args is [WorkerLoop.Verb]) return WorkerLoop.Run(input, output);
        var call = Root().Parse(args);
        if (call.Action is ParseErrorAction)
        {
            await error.WriteLineAsync($"zhibo: {call.Errors[0].Message} (zhibo {Path(call)}--help tells more)");
            return 2;
        }
        try
        {
            return await call.InvokeAsync(new Streams(input)
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
                // The site stops by itself on SIGTERM and takes the time it needs.
                ProcessTerminationTimeout = null,
            });
        }
        catch (Exception e) when (Reason(e) is { } reason)
        {
            await error.WriteLineAsync("zhibo: " + reason);
            return 1;
        }
    }

    internal sealed class Streams(TextReader input) : InvocationConfiguration
    {
        public TextReader Input => input;
    }

    private static string Path(ParseResult call)
    {
        var path = "";
        for (var at = call.CommandResult; at.Parent is System.CommandLine.Parsing.CommandResult parent; at = parent) path = at.Command.Name + " " + path;
        return path;
    }

    /// <summary>One line. What is not foreseen is a bug and keeps its trace.</summary>
    private static string? Reason(Exception e) => e switch
    {
        CommandFailure or MigrationFailure => e.Message,
        Refusal no => Words.For(Words.Pick(CultureInfo.CurrentUICulture.Name))[no.Word, no.Args],
        DbException => "the database says: " + OneLine(e.Message),
        IOException or UnauthorizedAccessException => OneLine(e.Message),
        OperationCanceledException => "stopped before it was done",
        _ when e.InnerException is not null && e is InvalidOperationException or AggregateException => Reason(e.InnerException!),
        _ => "failed unexpectedly: " + ExceptionText.Of(e),
    };

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();
}
