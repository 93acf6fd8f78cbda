using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Zhibo.Shared;
using Zhibo.Shared.Facts;
using Zhibo.Shared.Text;

namespace Zhibo.Web;

/// <summary>Renders components and writes pages: the frame as a stencil, the content inside it.</summary>
public sealed class PageWriter(IServiceProvider services, ILoggerFactory logs, HtmlEncoder encoder, SiteFace site, Assets assets, IEnumerable<NavItem> items)
    : IWatch<SiteSettingsChanged>
{
    private readonly IReadOnlyList<NavItem> _items = [.. items.OrderBy(i => i.Order)];
    private readonly ConcurrentDictionary<(string Language, bool Staff), Task<Stencil>> _frames = new();

    /// <summary>Writes a page whose content is written by <paramref name="body"/> as UTF-8 HTML.</summary>
    public async Task Write(HttpContext http, PageHead head, Action<IBufferWriter<byte>> body, int status = StatusCodes.Status200OK)
    {
        var frame = await _frames.GetOrAdd((head.Language, !head.StaffMenu.IsEmpty), Frame);
        using var page = new PageBuffer();
        frame.Write(page, new FrameFill(head, Words.For(head.Language), site, _items, encoder, body));
        if (status == StatusCodes.Status200OK) http.Features.Get<PageWish>()?.Keep(page.Written.Span);
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.ContentLength = page.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
            await http.Response.BodyWriter.WriteAsync(page.Written, http.RequestAborted);
    }

    /// <summary>
    /// Renders the component for this request. <paramref name="parts"/> are parameters of the component, of type
    /// <see cref="MarkupString"/>, whose content is written as bytes when the page goes out (cached cards).
    /// </summary>
    public async Task Page<TComponent>(
        HttpContext http,
        PageHead head,
        IDictionary<string, object?> parameters,
        int status = StatusCodes.Status200OK,
        IReadOnlyDictionary<string, Action<IBufferWriter<byte>>>? parts = null)
        where TComponent : IComponent
    {
        if (parts is null)
        {
            var html = await Render<TComponent>(head.Language, parameters);
            await Write(http, head, output => Encoding.UTF8.GetBytes(html, output), status);
            return;
        }

        string[] names = [.. parts.Keys];
        var stencil = await Stencil<TComponent>(head.Language, parameters, names);
        await Write(http, head, output => stencil.Write(output, new Parts(names, parts)), status);
    }

    /// <summary>The component as a stencil. Each of <paramref name="markup"/> is passed as a <see cref="MarkupString"/> mark.</summary>
    public async Task<Stencil> Stencil<TComponent>(string language, IDictionary<string, object?> parameters, params string[] markup)
        where TComponent : IComponent
    {
        var marked = new Dictionary<string, object?>(parameters, StringComparer.Ordinal);
        foreach (var name in markup)
            marked[name] = (MarkupString)Web.Stencil.Mark(name);
        return Web.Stencil.Cut(await Render<TComponent>(language, marked), markup);
    }

    /// <summary>The component as text.</summary>
    public async Task<string> Render<TComponent>(string language, IDictionary<string, object?> parameters)
        where TComponent : IComponent
    {
        // A renderer keeps every component it rendered: one per call, or it would grow for ever.
        await using var renderer = new HtmlRenderer(services, logs);
        var root = ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(Root.Component)] = typeof(TComponent),
            [nameof(Root.Parameters)] = parameters,
            [nameof(Root.Words)] = Words.For(language),
            [nameof(Root.Site)] = site,
        });
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<Root>(root)).ToHtmlString());
    }

    /// <summary>The frames carry the name of the site.</summary>
    public void Seen(SiteSettingsChanged fact) => _frames.Clear();

    private async Task<Stencil> Frame((string Language, bool Staff) shell)
    {
        var html = shell.Staff
            ? await Render<StaffLayout>(shell.Language, new Dictionary<string, object?> { [nameof(StaffLayout.Files)] = assets })
            : await Render<Layout>(shell.Language, new Dictionary<string, object?> { [nameof(Layout.Items)] = _items, [nameof(Layout.Files)] = assets });
        return Web.Stencil.Cut(html, FrameFill.Slots(_items));
    }

    private readonly struct Parts(string[] names, IReadOnlyDictionary<string, Action<IBufferWriter<byte>>> parts) : IStencilFill
    {
        public bool Shows(int slot) => true;

        public void Write(int slot, IBufferWriter<byte> output) => parts[names[slot]](output);
    }
}
