using System.Runtime.InteropServices;

namespace Zhibo.Media.Worker;

/// <summary>An image of libvips; mostly a recipe that is cooked when somebody writes it.</summary>
internal sealed class VipsImage(IntPtr pointer) : IDisposable
{
    private IntPtr pointer = pointer;

    public IntPtr Pointer => pointer;

    public int Width => Vips.vips_image_get_width(pointer);

    public int Height => Vips.vips_image_get_height(pointer);

    public int Bands => Vips.vips_image_get_bands(pointer);

    public bool HasAlpha => Vips.vips_image_hasalpha(pointer) != 0;

    /// <summary>Pictures in the file, of an animation.</summary>
    public int Pages => Vips.vips_image_get_n_pages(pointer);

    /// <summary>Of one picture, where all of them were read, one below the other.</summary>
    public int PageHeight => Vips.vips_image_get_page_height(pointer);

    /// <summary>The camera was held upright: width and height are exchanged.</summary>
    public bool LiesOnItsSide => Vips.vips_image_get_orientation(pointer) >= 5;

    public byte[]? Profile()
    {
        const string Name = "icc-profile-data";
        if (Vips.vips_image_get_typeof(pointer, Name) == 0 || Vips.vips_image_get_blob(pointer, Name, out var data, out var size) != 0) return null;
        var bytes = new byte[(int)size];
        Marshal.Copy(data, bytes, 0, bytes.Length);
        return bytes;
    }

    /// <summary>Cooked once, so that everything made of it starts from pixels.</summary>
    public VipsImage InMemory()
    {
        var copy = Vips.vips_image_copy_memory(pointer);
        return copy == IntPtr.Zero ? throw Vips.Failure() : new VipsImage(copy);
    }

    /// <summary>Itself from pixels; the recipe is thrown away.</summary>
    public VipsImage Cooked()
    {
        using (this) return InMemory();
    }

    /// <summary>Row by row, <see cref="Bands"/> bytes a pixel.</summary>
    public byte[] Pixels()
    {
        var data = Vips.vips_image_write_to_memory(pointer, out var size);
        if (data == IntPtr.Zero) throw Vips.Failure();
        var bytes = new byte[(int)size];
        Marshal.Copy(data, bytes, 0, bytes.Length);
        Vips.g_free(data);
        return bytes;
    }

    public void Dispose()
    {
        if (pointer != IntPtr.Zero) Vips.g_object_unref(pointer);
        pointer = IntPtr.Zero;
    }
}
