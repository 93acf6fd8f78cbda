using Zhibo.Accounts.Acting;
using Zhibo.Accounts.Pages;
using Zhibo.Agencies.Tree;
using Zhibo.Shared;
using Zhibo.Web;

namespace Zhibo.Agencies.Pages;

/// <summary>The page of one agency's forms, and what it does with each of them.</summary>
internal sealed class EditPages(StaffFrame frame, RegisterEntry entry, ReadAgency read, RegisterBook book, SiteFace site)
{
    public DateOnly Today => FreezeFormerOfficials.Today(site, book.Now);

    public Task<IResult> Show(HttpContext http, string handle, CancellationToken ct)
    {
        StaffFrame.RequireAdmin(http);
        return Show(http, entry.Agency(handle), "", null, null, ct);
    }

    /// <param name="act">Gets the agency, what was typed into a field, and who asks.</param>
    public async Task<IResult> Do(HttpContext http, string handle, string form, Func<AgencyNode, Func<string, string>, long, Task> act, CancellationToken ct)
    {
        var caller = StaffFrame.RequireAdmin(http);
        var node = entry.Agency(handle);
        var typed = await EditRoutes.Typed(http, ct);
        return await FormPages.Try(async () =>
        {
            await act(node, field => typed.GetValueOrDefault(field, ""), caller.UserId);
            return Results.LocalRedirect($"/admin/agencies/{node.Handle}/edit?done=agencies.changed");
        }, refusal => Show(http, node, form, typed, refusal, ct));
    }

    private async Task<IResult> Show(HttpContext http, AgencyNode node, string form, IReadOnlyDictionary<string, string>? typed, Refusal? refusal, CancellationToken ct)
    {
        var view = await read.Run(node.Id, ct) ?? throw new Refusal(RefusalKind.NotFound, "agencies.not_found");
        var edit = new EditView(view, node, entry.Choices(http), form) { Typed = typed ?? new Dictionary<string, string>() };
        return FormPages.Show<EditPage, EditView>(http, await frame.Admin(http, node.Nickname, "agencies"), edit, refusal);
    }
}
