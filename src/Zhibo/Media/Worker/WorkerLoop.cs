using System.Text.Json;

namespace Zhibo.Media.Worker;

/// <summary>The worker: the same program, called by the server with a name that stands in no help. Reads an order, does it,
/// answers; ends with its input. Whatever a file does to it, the server lives.</summary>
public static class WorkerLoop
{
    public const string Verb = "media-worker";

    public static int Run(TextReader input, TextWriter output)
    {
        var version = Vips.Open();
        Say(output, new WorkResult { Detail = version });
        Jail.Close();
        while (input.ReadLine() is { } line)
        {
            var order = JsonSerializer.Deserialize(line, WorkJson.Default.WorkOrder)!;
            Jail.Allow(order.MostSeconds);
            Do(order, output, version is not null);
        }
        return 0;
    }

    private static void Do(WorkOrder order, TextWriter output, bool pictures)
    {
        try
        {
            if (FileFormats.KindOf(order.Format) != MediaKind.Picture) Project(order, output, pictures);
            else if (!pictures) Say(output, WorkResult.Refused("media.no_pictures"));
            else Shrink(order, output, null);
        }
        catch (Exception e) when (Broken(e) is { } detail)
        {
            Say(output, WorkResult.Refused("media.broken", detail));
        }
    }

    private static void Project(WorkOrder order, TextWriter output, bool pictures)
    {
        if (order.Ffmpeg is not { } ffmpeg)
        {
            Say(output, new WorkResult());
            return;
        }
        var film = new Film(order, new FilmTools(ffmpeg));
        var made = film.Make();
        var still = made.Refusal is null && pictures && FileFormats.KindOf(order.Format) == MediaKind.Video ? film.Still(made.Seconds) : null;
        if (still is null) Say(output, made);
        else Shrink(order with { Format = FileFormat.Jpeg, In = still }, output, made);
    }

    /// <param name="film">What is known of the film whose still this is.</param>
    private static void Shrink(WorkOrder order, TextWriter output, WorkResult? film)
    {
        using var picture = new ShrinkPicture(order);
        var begun = picture.Begin();
        Say(output, film is null ? begun : begun with { Seconds = film.Seconds });
        if (!begun.More) return;
        picture.Finish();
        Say(output, begun with { More = false });
    }

    private static string? Broken(Exception e) => e switch
    {
        VipsFailure or IOException or UnauthorizedAccessException or JsonException or System.ComponentModel.Win32Exception => e.Message,
        AggregateException many when many.InnerExceptions.All(inner => inner is VipsFailure) => many.InnerExceptions[0].Message,
        _ => null,
    };

    private static void Say(TextWriter output, WorkResult result)
    {
        output.WriteLine(WorkJson.Line(result));
        output.Flush();
    }
}
