using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Media;

/// <summary>Says what a file shows and what of it matters, before a post has taken it; afterwards that is an edit of the post.</summary>
public sealed class DescribeMedia(Writer writer)
{
    /// <param name="UserId">Who sent it.</param>
    /// <param name="Alt">Null leaves what there is.</param>
    public sealed record Input(long UserId, long MediaId, string? Alt)
    {
        public (double X, double Y)? Focus { get; init; }
    }

    public Task<MediaFile> Run(Input input, CancellationToken ct)
    {
        var alt = input.Alt is null ? null : AltText.Clean(input.Alt);
        return writer.Run(turn =>
        {
            var file = turn.MediaFiles.FirstOrDefault(m => m.Id == input.MediaId && m.UserId == input.UserId && m.PostId == null);
            if (file is null) throw new Refusal(RefusalKind.NotFound, "media.not_found");
            if (alt is not null) file.Alt = alt;
            if (input.Focus is { } focus) (file.FocusX, file.FocusY) = (Math.Clamp(focus.X, -1, 1), Math.Clamp(focus.Y, -1, 1));
            return file;
        }, ct);
    }
}
