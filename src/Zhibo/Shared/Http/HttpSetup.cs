using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Zhibo.Shared.Outside;

namespace Zhibo.Shared.Http;

public static class HttpSetup
{
    /// <summary>The largest form or JSON body; uploads raise it for their own endpoint.</summary>
    public const int BodyLimit = 1024 * 1024;

    public static IServiceCollection AddHttp(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton<FailureFaces>();
        services.AddOutside();
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        services.Configure<FormOptions>(o =>
        {
            o.ValueCountLimit = 256;
            o.KeyLengthLimit = 256;
            o.ValueLengthLimit = BodyLimit;
            // Kestrel counts the bytes of a body before this sees them.
            o.MultipartBodyLengthLimit = long.MaxValue;
        });
        services.ConfigureHttpJsonOptions(o =>
        {
            o.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            o.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            // Read as it is written; it never stands in a page.
            o.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        });
        services.AddApiDescription();
        if (Proxies(settings) is { Length: > 0 } proxies) services.Configure<ForwardedHeadersOptions>(o => Trust(o, proxies));
        return services;
    }

    /// <summary>First in the pipeline: everything after it may throw.</summary>
    public static void UseHttp(this WebApplication app, Settings settings)
    {
        if (Proxies(settings).Length > 0) app.UseForwardedHeaders();
        app.UseMiddleware<HeadAsGet>();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<Refusals>();
    }

    public static string[] Proxies(Settings settings) =>
        settings.Site.TrustedProxies.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static void Trust(ForwardedHeadersOptions options, string[] proxies)
    {
        options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        options.ForwardLimit = null;
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        foreach (var proxy in proxies)
        {
            if (proxy.Contains('/', StringComparison.Ordinal)) options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
            else options.KnownProxies.Add(IPAddress.Parse(proxy));
        }
    }
}
