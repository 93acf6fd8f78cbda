using System.Reflection;
using System.Runtime.InteropServices;

namespace Zhibo.Media.Worker;

/// <summary>What of libvips is called. Loaded only in the worker: a file that breaks it breaks a process nobody misses.
/// Without variable argument lists, so that it holds on every processor.</summary>
internal static class Vips
{
    private const string Library = "vips", Objects = "gobject";

    /// <summary>Everything else can read itself outside the file, or was never hardened.</summary>
    private static readonly string[] Readers = ["VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadWebp", "VipsForeignLoadNsgif", "VipsForeignLoadHeif"];

    private static readonly string[] Places = [Path.Combine(AppContext.BaseDirectory, "libvips-cpp.so"), "libvips.so.42"];

    private static IntPtr library;

    /// <summary>The version that is there; null where there is none.</summary>
    public static string? Open()
    {
        foreach (var place in Places)
            if (NativeLibrary.TryLoad(place, out library)) break;
        if (library == IntPtr.Zero) return null;
        NativeLibrary.SetDllImportResolver(typeof(Vips).Assembly, Resolve);
        if (vips_init("zhibo") != 0) return null;
        vips_operation_block_set("VipsForeignLoad", 1);
        foreach (var reader in Readers) vips_operation_block_set(reader, 0);
        // Nothing comes twice; a cache would only hold memory.
        vips_cache_set_max(0);
        return $"{vips_version(0)}.{vips_version(1)}.{vips_version(2)}";
    }

    /// <summary>The npm build carries glib inside; Debian's has it beside.</summary>
    private static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? path) => name switch
    {
        Library => library,
        Objects => NativeLibrary.TryGetExport(library, "g_object_unref", out _) ? library : NativeLibrary.Load("libgobject-2.0.so.0"),
        _ => IntPtr.Zero,
    };

    /// <summary>What went wrong last, for the log; it names no file of ours that a reader would see.</summary>
    public static VipsFailure Failure()
    {
        var text = Marshal.PtrToStringUTF8(vips_error_buffer()) ?? "";
        vips_error_clear();
        return new(text.ReplaceLineEndings(" ").Trim());
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct Value
    {
        public nuint Type;
        public long First;
        public long Second;
    }

    [DllImport(Library)]
    private static extern int vips_init([MarshalAs(UnmanagedType.LPUTF8Str)] string program);

    [DllImport(Library)]
    private static extern int vips_version(int part);

    [DllImport(Library)]
    private static extern void vips_operation_block_set([MarshalAs(UnmanagedType.LPUTF8Str)] string name, int blocked);

    [DllImport(Library)]
    private static extern void vips_cache_set_max(int most);

    [DllImport(Library)]
    private static extern IntPtr vips_error_buffer();

    [DllImport(Library)]
    private static extern void vips_error_clear();

    [DllImport(Library)]
    public static extern IntPtr vips_operation_new([MarshalAs(UnmanagedType.LPUTF8Str)] string name);

    [DllImport(Library)]
    public static extern int vips_object_set_argument_from_string(IntPtr target, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, [MarshalAs(UnmanagedType.LPUTF8Str)] string value);

    [DllImport(Library)]
    public static extern int vips_cache_operation_buildp(ref IntPtr operation);

    [DllImport(Library)]
    public static extern void vips_object_unref_outputs(IntPtr operation);

    [DllImport(Library)]
    public static extern nuint vips_image_get_type();

    [DllImport(Library)]
    public static extern int vips_image_get_width(IntPtr image);

    [DllImport(Library)]
    public static extern int vips_image_get_height(IntPtr image);

    [DllImport(Library)]
    public static extern int vips_image_get_bands(IntPtr image);

    [DllImport(Library)]
    public static extern int vips_image_get_n_pages(IntPtr image);

    [DllImport(Library)]
    public static extern int vips_image_get_page_height(IntPtr image);

    [DllImport(Library)]
    public static extern int vips_image_get_orientation(IntPtr image);

    [DllImport(Library)]
    public static extern int vips_image_hasalpha(IntPtr image);

    [DllImport(Library)]
    public static extern IntPtr vips_image_copy_memory(IntPtr image);

    [DllImport(Library)]
    public static extern IntPtr vips_image_write_to_memory(IntPtr image, out nuint size);

    [DllImport(Library)]
    public static extern int vips_image_get_blob(IntPtr image, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, out IntPtr data, out nuint size);

    [DllImport(Library)]
    public static extern nuint vips_image_get_typeof(IntPtr image, [MarshalAs(UnmanagedType.LPUTF8Str)] string name);

    [DllImport(Objects)]
    public static extern void g_object_unref(IntPtr target);

    [DllImport(Objects)]
    public static extern void g_free(IntPtr memory);

    [DllImport(Objects)]
    public static extern IntPtr g_value_init(ref Value value, nuint type);

    [DllImport(Objects)]
    public static extern void g_value_set_object(ref Value value, IntPtr target);

    [DllImport(Objects)]
    public static extern IntPtr g_value_dup_object(ref Value value);

    [DllImport(Objects)]
    public static extern void g_value_unset(ref Value value);

    [DllImport(Objects)]
    public static extern void g_object_set_property(IntPtr target, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, ref Value value);

    [DllImport(Objects)]
    public static extern void g_object_get_property(IntPtr target, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, ref Value value);
}

/// <summary>libvips could not do what it was asked for: the file is broken, or asks for too much.</summary>
internal sealed class VipsFailure(string message) : Exception(message);
