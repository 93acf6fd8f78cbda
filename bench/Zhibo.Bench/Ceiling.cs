namespace Zhibo.Bench;

/// <summary>The fastest any page of that size could be: an empty endpoint with a fixed body.</summary>
internal static class Ceiling
{
    public static async Task<int> Serve(int bytes, string url)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        var app = builder.Build();
        var body = new byte[bytes];
        Array.Fill(body, (byte)'x');
        app.MapGet("/", async http =>
        {
            http.Response.ContentType = "text/html; charset=utf-8";
            http.Response.ContentLength = body.Length;
            await http.Response.BodyWriter.WriteAsync(body);
        });
        await app.RunAsync();
        return 0;
    }
}
