namespace Zhibo.Media.Worker;

/// <summary>
/// Makes of a picture the sizes that pages show, without anything but its pixels. What pages need first is there in a
/// few dozen milliseconds; the larger files follow.
/// </summary>
internal sealed class ShrinkPicture(WorkOrder order) : IDisposable
{
    private const int MostFrames = 1000;
    private const string Jpeg = "jpegload", Keep = "strip";

    /// <summary>Of an animation all frames together: more does not move, its first frame is shown.</summary>
    private const long MostMovingPixels = 40_000_000;

    private const int MovingWidth = 640;

    private static readonly PictureSize[] Smaller = [Sizes.Middle, Sizes.Small];

    private readonly List<Action> later = [];
    private VipsImage? shown;

    public void Dispose() => shown?.Dispose();

    /// <summary>Writes the sizes that a page shows at once.</summary>
    public WorkResult Begin()
    {
        int width, height, pages;
        bool moves;
        using (var head = Header())
        {
            (width, height, pages) = (head.Width, head.Height, head.Pages);
            if (pages > MostFrames) return WorkResult.Refused("media.too_many_frames");
            if ((long)width * height > order.MostPixels) return WorkResult.Refused("media.too_many_pixels");
            moves = pages > 1 && order.Format is (FileFormat.Gif or FileFormat.WebP) && (long)width * height * pages <= MostMovingPixels;
            shown = Decode(head);
        }
        WriteShown();
        if (moves) later.Add(WriteMoving);
        return new() { Width = shown.Width, Height = shown.Height, BlurHash = Blur(shown), Moves = moves, More = true };
    }

    /// <summary>Writes the rest.</summary>
    public void Finish()
    {
        foreach (var write in later) write();
    }

    private VipsImage Header() => new VipsCall(Loader(order.Format)).With("filename", order.In).With("access", "sequential").Image();

    private static string Loader(FileFormat format) => format switch
    {
        FileFormat.Jpeg => Jpeg,
        FileFormat.Png => "pngload",
        FileFormat.WebP => "webpload",
        FileFormat.Gif => "gifload",
        FileFormat.Avif => "heifload",
        _ => throw new VipsFailure("not a picture"),
    };

    /// <summary>Pixels in sRGB, upright, in the largest size that is kept. A JPEG is halved while it is decoded.</summary>
    private VipsImage Decode(VipsImage head)
    {
        var halvings = Sizes.Halvings(head.Width, head.Height);
        var jpeg = order.Format == FileFormat.Jpeg;
        var call = new VipsCall(Loader(order.Format)).With("filename", order.In).With("access", "sequential").With("fail-on", "truncated");
        if (jpeg && halvings > 0) call.With("shrink", Math.Min(8, 1 << halvings));
        using var read = call.Image();
        using var srgb = Srgb(read);
        using var small = jpeg || halvings == 0 ? null : new VipsCall("resize").With("in", srgb).With("scale", 1.0 / (1 << halvings)).Image();
        using var upright = new VipsCall("autorot").With("in", small ?? srgb).Image();
        return upright.InMemory();
    }

    private static VipsImage Srgb(VipsImage image)
    {
        if (image.Profile() is { } profile && !ColourProfile.IsSrgb(profile))
        {
            try
            {
                return new VipsCall("icc_transform").With("in", image).With("output-profile", "srgb").With("embedded", "true").Image();
            }
            catch (VipsFailure)
            {
                // A profile that does not fit its picture: the colours are what they are.
            }
        }
        return new VipsCall("colourspace").With("in", image).With("space", "srgb").Image();
    }

    private void WriteShown()
    {
        var picture = shown!;
        List<PictureSize> smaller = [.. Smaller.Where(size => Sizes.Exceeds(picture.Width, picture.Height, size))];
        Parallel.Invoke([() => Save(picture, Sizes.Full, ".jpg"), .. smaller.Select(size => (Action)(() => Save(size, ".webp")))]);
        later.AddRange(smaller.Select(size => (Action)(() => Save(size, ".jpg"))));
        later.Add(() => Save(picture, Sizes.Full, ".webp"));
    }

    private void Save(PictureSize size, string ending)
    {
        using var smaller = Within(shown!, size);
        Save(smaller, size, ending);
    }

    private static VipsImage Within(VipsImage image, PictureSize size) => new VipsCall("thumbnail_image")
        .With("in", image).With("width", size.Width).With("height", size.Height).With("size", "down").Image().Cooked();

    private void Save(VipsImage image, PictureSize size, string ending)
    {
        using var opaque = ending == ".jpg" && image.HasAlpha ? new VipsCall("flatten").With("in", image).With("background", "255 255 255").Image() : null;
        var call = ending == ".jpg" ? new VipsCall("jpegsave").With("Q", 84) : new VipsCall("webpsave").With("Q", 80).With("effort", 2);
        Write(call.With("in", opaque ?? image), size.Name + ending);
    }

    /// <summary>Under its name only when it is whole: the server may look at any moment.</summary>
    private void Write(VipsCall save, string name)
    {
        var file = Path.Combine(order.Out, name);
        save.With("filename", file + ".part").With(Keep, "true").Run();
        File.Move(file + ".part", file);
    }

    /// <summary>The animation itself, as an animated WebP in place of the still one.</summary>
    private void WriteMoving()
    {
        var all = order.In + "[n=-1]";
        using var moving = new VipsCall("thumbnail").With("filename", all).With("width", MovingWidth).With("size", "down").Image();
        Write(new VipsCall("webpsave").With("in", moving).With("Q", 70).With("effort", 1), Sizes.Moving.Name + ".webp");
    }

    private static string Blur(VipsImage image)
    {
        using var tiny = new VipsCall("thumbnail_image").With("in", image).With("width", 32).With("height", 32).With("size", "down").Image();
        using var opaque = tiny.HasAlpha ? new VipsCall("flatten").With("in", tiny).With("background", "255 255 255").Image() : null;
        using var bands = new VipsCall("extract_band").With("in", opaque ?? tiny).With("band", 0).With("n", Math.Min(3, (opaque ?? tiny).Bands)).Image();
        var pixels = bands.Pixels();
        if (bands.Bands == 3) return BlurHash.Of(pixels, bands.Width, bands.Height);
        return BlurHash.Of([.. pixels.SelectMany(grey => new[] { grey, grey, grey })], bands.Width, bands.Height);
    }
}
