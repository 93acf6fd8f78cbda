using System.Runtime.CompilerServices;

namespace Zhibo.Tests.Shared;

/// <summary>Where this repository lies, and the material beside it that tests may read.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    /// <summary>A file of the shared packs; the test is skipped where they are not there.</summary>
    public static string Pack(params string[] parts)
    {
        var shared = Environment.GetEnvironmentVariable("ZHIBO_SHARED")
            ?? System.IO.Path.Combine(Directory.GetParent(Root)!.FullName, "shared");
        var file = System.IO.Path.Combine([shared, "packs", .. parts]);
        Assert.SkipUnless(File.Exists(file), $"no {System.IO.Path.Combine(parts)} in the shared packs (set ZHIBO_SHARED)");
        return file;
    }

    private static string Find([CallerFilePath] string here = "")
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Zhibo.slnx"))) return folder.FullName;
        return new FileInfo(here).Directory!.Parent!.Parent!.Parent!.FullName;
    }
}
