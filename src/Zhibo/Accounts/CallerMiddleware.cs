using Zhibo.Accounts.Acting;
using Zhibo.Shared;

namespace Zhibo.Accounts;

/// <summary>Finds out who calls. Our own and small: the framework's authentication costs a fifth of a hot route.</summary>
internal sealed class CallerMiddleware(RequestDelegate next, Callers callers, ActAs actAs)
{
    private const string Scheme = "Bearer ";

    public Task Invoke(HttpContext context)
    {
        var bearer = Bearer(context.Request.Headers.Authorization.ToString());
        var secret = bearer.IsEmpty ? Cookie.Read(context.Request.Headers.Cookie.ToString(), SessionCookie.Name) : bearer;
        if (secret.IsEmpty) return next(context);
        var hash = TokenHash.Of(secret);
        if (hash is { } known && callers.Known(known, !bearer.IsEmpty) is { } caller)
        {
            context.Features.Set(caller);
            return context.Request.Headers.ContainsKey(ActAs.Header) ? Act(context, caller) : next(context);
        }
        return Ask(context, hash, !bearer.IsEmpty);
    }

    private async Task Ask(HttpContext context, TokenHash? hash, bool bearer)
    {
        var caller = hash is { } some ? await callers.Find(some, bearer, context.RequestAborted) : null;
        if (caller is not null) context.Features.Set(caller);
        else if (bearer) throw new Refusal(RefusalKind.SignInNeeded, "accounts.token_invalid");
        // Ended elsewhere: the browser need not ask again.
        else SessionCookie.Delete(context);
        if (caller is not null && context.Request.Headers.ContainsKey(ActAs.Header)) await Act(context, caller);
        else await next(context);
    }

    /// <summary>Programs only: a page is always read by the person, and says in its form in whose name it writes.</summary>
    private async Task Act(HttpContext context, Caller caller)
    {
        if (caller.TokenId is not null)
            context.Features.Set(await actAs.Become(caller, context.Request.Headers[ActAs.Header].ToString(), context.RequestAborted));
        await next(context);
    }

    private static ReadOnlySpan<char> Bearer(string authorization) =>
        authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? authorization.AsSpan(Scheme.Length).Trim() : default;
}
