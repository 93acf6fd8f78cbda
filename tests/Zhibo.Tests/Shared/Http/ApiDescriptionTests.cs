using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Zhibo.Shared.Http;

namespace Zhibo.Tests.Shared;

/// <summary>/openapi/v1.json says what our own doors are.</summary>
public sealed class ApiDescriptionTests
{
    [Fact]
    public async Task Every_door_is_described_with_its_refusals_and_its_scope()
    {
        await using var town = await Town.Start(EngineKind.Sqlite);
        var answer = await town.Stranger.Get("/openapi/v1.json");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var read = OpenApiDocument.Parse(text, "json");
        read.Diagnostic!.Errors.ShouldBeEmpty();
        var document = read.Document!;

        var operations = document.Paths.SelectMany(p => p.Value.Operations!.Select(o => (Path: p.Key, Method: o.Key.Method, Operation: o.Value))).ToList();
        var routes = town.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.StartsWith(ApiDescription.Root, StringComparison.Ordinal)).ToList();
        operations.Select(o => $"{o.Method} {o.Path}").ShouldBe(routes.SelectMany(r => r.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(m => $"{m} {Plain(r)}")), ignoreOrder: true);
        operations.Where(o => o.Operation.Responses!["default"].Content!.ContainsKey("application/problem+json")).Count().ShouldBe(operations.Count);
        var needing = routes.Where(r => r.Metadata.GetMetadata<ScopeNeeded>() is not null).Select(r => $"{r.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0]} {Plain(r)} {r.Metadata.GetMetadata<ScopeNeeded>()!.Scope}");
        operations.Where(o => o.Operation.Security is { Count: > 0 }).Select(o => $"{o.Method} {o.Path} {o.Operation.Security![0].Single().Value.Single()}").ShouldBe(needing, ignoreOrder: true);
        // Whoever writes needs a token.
        operations.Where(o => o.Method != "GET" && o.Operation.Security is not { Count: > 0 }).Select(o => $"{o.Method} {o.Path}").ShouldBeEmpty();

        var enter = operations.Single(o => o.Path == ApiDescription.Root + "/agencies" && o.Method == "POST").Operation;
        enter.Summary.ShouldNotBeNullOrEmpty();
        var asked = enter.RequestBody!.Content!["application/json"].Schema!;
        asked.Required!.ShouldBe(["name", "region", "line"], ignoreOrder: true);
        asked.Properties!["unit_code"].Description.ShouldNotBeNullOrEmpty();
        enter.Responses!["201"].Content!["application/json"].Schema!.Properties!.Keys.ShouldContain("former_names");
        operations.Single(o => o.Path == ApiDescription.Root + "/agencies" && o.Method == "GET").Operation.Parameters!.Select(p => p.Name).ShouldBe(["q", "region", "line", "level", "state", "limit", "after"]);
        document.Components!.Schemas!["Problem"].Properties!.Keys.ShouldBe(["title", "status", "detail", "code", "field", "requestId"]);

        // The same to everybody, and made once.
        (await (await town.Stranger.Get("/openapi/v1.json")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe(text);
    }

    private static string Plain(RouteEndpoint route) =>
        "/" + string.Join('/', route.RoutePattern.PathSegments.Select(s => string.Concat(s.Parts.Select(p => p is Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart named ? $"{{{named.Name}}}" : ((Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart)p).Content))));
}
