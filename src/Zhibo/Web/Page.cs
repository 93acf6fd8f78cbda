using System.Buffers;
using Microsoft.AspNetCore.Components;

namespace Zhibo.Web;

/// <summary>Pages as results of endpoints.</summary>
public static class Page
{
    public static IResult Of<TComponent>(
        PageHead head,
        IDictionary<string, object?> parameters,
        int status = StatusCodes.Status200OK,
        IReadOnlyDictionary<string, Action<IBufferWriter<byte>>>? parts = null)
        where TComponent : IComponent =>
        new PageResult((http, pages) => pages.Page<TComponent>(http, head, parameters, status, parts));

    /// <summary>A page written from pieces.</summary>
    public static IResult Of(PageHead head, Action<IBufferWriter<byte>> body, int status = StatusCodes.Status200OK) =>
        new PageResult((http, pages) => pages.Write(http, head, body, status));

    private sealed class PageResult(Func<HttpContext, PageWriter, Task> write) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) =>
            write(httpContext, httpContext.RequestServices.GetRequiredService<PageWriter>());
    }
}
