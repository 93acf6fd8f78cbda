using Zhibo.Media.Making;
using Zhibo.Media.Pages;
using Zhibo.Media.Storing;
using Zhibo.Shared;
using Zhibo.Shared.Jobs;

namespace Zhibo.Media;

/// <summary>Pictures, films and recordings: received, made safe and small by a worker, kept in a folder or a bucket.</summary>
public static class MediaModule
{
    public static IServiceCollection AddMedia(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton<UploadRules>().AddSingleton<Attachments>().AddSingleton<Workbench>().AddSingleton<MakeMedia>();
        services.AddSingleton<MediaStore>(_ => settings.MediaBucket is { } bucket
            ? new BucketStore(bucket, settings.Bucket, Path.Combine(settings.Data, "arriving"))
            : new FolderStore(settings.MediaOrDefault));
        services.AddScoped<UploadMedia>().AddScoped<DescribeMedia>();
        services.Chore<SweepMedia>("0 37 * * * ?");
        services.Job<EraseFiles>(EraseFiles.Kind);
        return services;
    }

    /// <summary>Before anything looks at a cookie.</summary>
    public static void UseMedia(this WebApplication app) => app.UseMiddleware<ServeMedia>();

    public static IEndpointRouteBuilder MapMedia(this IEndpointRouteBuilder routes)
    {
        routes.MapUploads();
        return routes;
    }
}
