using System.Globalization;

using Zhibo.Data;

namespace Zhibo.Media.Pages;

/// <summary>The part of a composer's form that is about files.</summary>
public sealed record AttachedForm(IReadOnlyList<Attaching> Wanted)
{
    /// <summary>The button that was pressed was about files: the form is shown again, nothing is published.</summary>
    public bool Again { get; private init; }

    /// <summary>What was chosen in the form and is not sent yet.</summary>
    public IReadOnlyList<IFormFile> Arriving { get; private init; } = [];

    public static AttachedForm Read(IFormCollection form)
    {
        var (ids, alts) = (form["media"], form["alt"]);
        var wanted = new List<Attaching>();
        for (var i = 0; i < ids.Count; i++)
            if (long.TryParse(ids[i], NumberStyles.None, CultureInfo.InvariantCulture, out var id)) wanted.Add(new(id, i < alts.Count ? alts[i] : null));
        var act = form["act"].ToString();
        Move(wanted, act);
        return new(wanted) { Again = act.Length > 0, Arriving = [.. form.Files.GetFiles("files").Where(f => f.Length > 0)] };
    }

    /// <summary>With what the form brought along, sent one after the other.</summary>
    public async Task<AttachedForm> Send(UploadMedia upload, long accountId, long userId, CancellationToken ct)
    {
        if (Arriving.Count == 0) return this;
        // Too many are refused before the first is worked on.
        Attachments.Check([.. Wanted, .. Arriving.Select((_, i) => new Attaching(-i - 1))]);
        var wanted = Wanted.ToList();
        foreach (var file in Arriving)
        {
            await using var content = file.OpenReadStream();
            wanted.Add(new((await upload.Run(new(accountId, userId, content), ct)).Id, ""));
        }
        return this with { Wanted = wanted, Arriving = [] };
    }

    /// <summary>As they will be shown in the form.</summary>
    /// <param name="postId">The post that is edited, if it is one.</param>
    public async Task<IReadOnlyList<MediaView>> Show(Db db, long userId, long? postId, CancellationToken ct)
    {
        var files = await Attachments.Waiting(db, userId, postId, [.. Wanted.Select(w => w.Id)], ct);
        return [.. files.Select(file => MediaView.Of(file) with { Alt = Wanted.First(w => w.Id == file.Id).Alt ?? file.Alt })];
    }

    private static void Move(List<Attaching> wanted, string act)
    {
        var (verb, at) = (act.Split('-')[0], wanted.FindIndex(w => act.EndsWith("-" + w.Id.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)));
        if (at < 0) return;
        var moved = wanted[at];
        wanted.RemoveAt(at);
        if (verb != "drop") wanted.Insert(Math.Clamp(verb == "up" ? at - 1 : at + 1, 0, wanted.Count), moved);
    }
}
