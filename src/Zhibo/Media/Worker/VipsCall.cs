using System.Globalization;

namespace Zhibo.Media.Worker;

/// <summary>One operation of libvips: its arguments, then what comes out.</summary>
internal sealed class VipsCall(string name) : IDisposable
{
    private readonly string operationName = name;
    private IntPtr operation = Made(Vips.vips_operation_new(name));
    private bool built;

    public VipsCall With(string argument, string value)
    {
        if (Vips.vips_object_set_argument_from_string(operation, argument, value) != 0) throw Vips.Failure();
        return this;
    }

    public VipsCall With(string argument, double value) => With(argument, value.ToString(CultureInfo.InvariantCulture));

    public VipsCall With(string argument, VipsImage image)
    {
        var value = default(Vips.Value);
        Vips.g_value_init(ref value, Vips.vips_image_get_type());
        Vips.g_value_set_object(ref value, image.Pointer);
        Vips.g_object_set_property(operation, argument, ref value);
        Vips.g_value_unset(ref value);
        return this;
    }

    /// <summary>For what writes a file.</summary>
    public void Run()
    {
        using (this) Build();
    }

    /// <summary>For what makes an image of another.</summary>
    public VipsImage Image()
    {
        using (this)
        {
            Build();
            var value = default(Vips.Value);
            Vips.g_value_init(ref value, Vips.vips_image_get_type());
            Vips.g_object_get_property(operation, "out", ref value);
            var image = Vips.g_value_dup_object(ref value);
            Vips.g_value_unset(ref value);
            return new VipsImage(image == IntPtr.Zero ? throw new VipsFailure(operationName + " made nothing") : image);
        }
    }

    public void Dispose()
    {
        if (operation == IntPtr.Zero) return;
        if (built) Vips.vips_object_unref_outputs(operation);
        Vips.g_object_unref(operation);
        operation = IntPtr.Zero;
    }

    private void Build()
    {
        // On failure the operation stays ours, on success it may have been exchanged for another.
        if (Vips.vips_cache_operation_buildp(ref operation) != 0) throw Vips.Failure();
        built = true;
    }

    private static IntPtr Made(IntPtr pointer) => pointer != IntPtr.Zero ? pointer : throw Vips.Failure();
}
