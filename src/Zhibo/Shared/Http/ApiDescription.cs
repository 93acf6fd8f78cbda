using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Zhibo.Shared.Http;

/// <summary>What a program's token must be allowed to do at an endpoint.</summary>
public sealed record ScopeNeeded(string Scope);

/// <summary><c>/openapi/v1.json</c>: our own JSON doors as programs read about them. Made when somebody first asks.</summary>
public static class ApiDescription
{
    public const string Root = "/api/zhibo/v1";

    internal const string Document = "v1";
    private const string Token = "token";
    private const string Problem = "Problem";

    public static void AddApiDescription(this IServiceCollection services)
    {
        services.AddOpenApi(Document, options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.ShouldInclude = about => about.RelativePath?.StartsWith(Root[1..] + "/", StringComparison.Ordinal) == true;
            options.AddDocumentTransformer((document, _, _) => Introduce(document));
            options.AddOperationTransformer((operation, context, _) => Complete(operation, context));
        });
        services.AddSingleton<ApiDocument>();
    }

    public static void MapApiDescription(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/openapi/v1.json", async (HttpContext http, ApiDocument document) =>
        {
            http.Response.Headers.AccessControlAllowOrigin = "*";
            http.Response.Headers.CacheControl = "public, max-age=300";
            return Results.Bytes(await document.Bytes, "application/json; charset=utf-8");
        }).WithDoor(Door.Json).ExcludeFromDescription();

    private static Task Introduce(OpenApiDocument document)
    {
        document.Info = new()
        {
            Title = "Zhibo",
            Version = Document,
            Description = "What the Mastodon client API has no word for. Names are snake_case, ids are strings, times RFC 3339 in UTC, days yyyy-MM-dd. "
                + "With the header Zhibo-Act-As a person with a seat speaks as that agency.",
        };
        document.Servers = [];
        document.Components ??= new();
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        document.Components.Schemas[Problem] = ProblemSchema();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[Token] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "An access token of a person, as for the Mastodon client API; an operation names the scope it needs. What the person may do decides in any case.",
        };
        return Task.CompletedTask;
    }

    private static Task Complete(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        operation.Responses ??= [];
        operation.Responses["default"] = new OpenApiResponse
        {
            Description = "Refused: problem details (RFC 9457) in the caller's language.",
            Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(Problem, context.Document) } },
        };
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<ScopeNeeded>().LastOrDefault() is { } needed)
            operation.Security = [new() { [new OpenApiSecuritySchemeReference(Token, context.Document)] = [needed.Scope] }];
        return Task.CompletedTask;
    }

    /// <summary>As <see cref="FailureFaces"/> writes it.</summary>
    private static OpenApiSchema ProblemSchema() => new()
    {
        Type = JsonSchemaType.Object,
        Required = new HashSet<string> { "title", "status", "code", "requestId" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["title"] = Text("The general sentence for the status."),
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
            ["detail"] = Text("The particular sentence, if there is one."),
            ["code"] = Text("Key of the sentence, for programs that act on it."),
            ["field"] = Text("Name of the field that is wrong."),
            ["requestId"] = Text("Tells the operator which request it was."),
        },
    };

    private static OpenApiSchema Text(string about) => new() { Type = JsonSchemaType.String, Description = about };
}

/// <summary>The description as bytes. It says the same to everybody and changes with the program only.</summary>
internal sealed class ApiDocument([FromKeyedServices(ApiDescription.Document)] IOpenApiDocumentProvider provider)
{
    private readonly Lock gate = new();
    private Task<byte[]>? made;

    public Task<byte[]> Bytes
    {
        get
        {
            lock (gate) return made is null or { IsFaulted: true } ? made = Make() : made;
        }
    }

    private async Task<byte[]> Make()
    {
        var document = await provider.GetOpenApiDocumentAsync();
        using var text = new MemoryStream();
        await document.SerializeAsJsonAsync(text, OpenApiSpecVersion.OpenApi3_1);
        return text.ToArray();
    }
}
