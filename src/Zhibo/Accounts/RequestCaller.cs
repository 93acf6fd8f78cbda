using System.Collections.Concurrent;
using Zhibo.Shared;
using Zhibo.Shared.Http;
using Zhibo.Shared.Text;

namespace Zhibo.Accounts;

/// <summary>What an endpoint asks about the person who calls it.</summary>
public static class RequestCaller
{
    private const int MostHeadersHeld = 1000;
    private static readonly ConcurrentDictionary<string, string> Accepted = new(StringComparer.Ordinal);

    /// <summary>Null for a stranger.</summary>
    public static Caller? Caller(this HttpContext context) => context.Features.Get<Caller>();

    /// <summary>Somebody signed in. A program needs <c>read</c>, or <c>write</c> where something changes; an endpoint that
    /// asks for less says so with <see cref="RequireScope"/>.</summary>
    public static Caller RequireCaller(this HttpContext context) =>
        context.RequireScope(HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) ? "read" : "write");

    /// <summary>Somebody signed in who was granted one of the scopes. A browser may do everything.</summary>
    public static Caller RequireScope(this HttpContext context, params ReadOnlySpan<string> anyOf)
    {
        var caller = context.Caller() ?? throw new Refusal(RefusalKind.SignInNeeded, "accounts.sign_in_needed");
        return caller.May(anyOf) ? caller : throw new Refusal(RefusalKind.Forbidden, "accounts.scope_missing");
    }

    /// <summary>Somebody signed in, and of a program this scope; the description of the doors says so too.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder routes, string scope)
        where TBuilder : IEndpointConventionBuilder =>
        routes.WithMetadata(new ScopeNeeded(scope)).AddEndpointFilter(async (context, next) =>
        {
            context.HttpContext.RequireScope(scope);
            return await next(context);
        });

    /// <summary>A person at a browser: passwords, sessions and tokens are never handled by a token.</summary>
    public static Caller RequireBrowser(this HttpContext context)
    {
        var caller = context.Caller() ?? throw new Refusal(RefusalKind.SignInNeeded, "accounts.sign_in_needed");
        return caller.SessionId is not null ? caller : throw new Refusal(RefusalKind.Forbidden, "accounts.browser_only");
    }

    public static Words Words(this HttpContext context) => Shared.Text.Words.For(context.Language());

    /// <summary>What this browser was switched to, else what the account is set to, else what the browser asks for,
    /// else the site's own.</summary>
    public static string Language(this HttpContext context)
    {
        var caller = context.Caller();
        if (caller?.TokenId is not null) return caller.Language;
        var wish = Cookie.Read(context.Request.Headers.Cookie.ToString(), "lang");
        foreach (var language in Shared.Text.Words.Languages)
            if (wish.SequenceEqual(language)) return language;
        return caller?.Language ?? Accept(context);
    }

    private static string Accept(HttpContext context)
    {
        var header = context.Request.Headers.AcceptLanguage.ToString();
        if (header.Length is 0 or > 200) return context.RequestServices.GetRequiredService<Settings>().Site.Language;
        if (Accepted.TryGetValue(header, out var language)) return language;
        language = Shared.Text.Words.Pick(header);
        if (Accepted.Count < MostHeadersHeld) Accepted.TryAdd(header, language);
        return language;
    }
}
