using Zhibo.Accounts.Acting;
using Zhibo.Documents.Api;
using Zhibo.Documents.Files;
using Zhibo.Documents.Pages;
using Zhibo.Documents.Reading;
using Zhibo.Documents.Writing;
using Zhibo.Shared.Http;
using Zhibo.Shared.Jobs;
using Zhibo.Web;

namespace Zhibo.Documents;

/// <summary>公文: long texts that offices issue, with a sheet, an address, files and a history. Posts carry them.</summary>
public static class DocumentsModule
{
    public static IServiceCollection AddDocuments(this IServiceCollection services)
    {
        services.AddScoped<DocumentRights>().AddScoped<ReadDocuments>();
        services.AddScoped<SaveDraft>().AddScoped<DropDraft>().AddScoped<EditDocument>().AddScoped<WithdrawDocument>();
        services.AddSingleton<KeepPaper>().AddScoped<ReceiveFile>();
        services.AddScoped<DocumentForms>().AddScoped<DeskDocuments>();
        services.Chore<SweepPapers>("0 47 * * * ?").Job<ErasePapers>(ErasePapers.Kind);
        services.AddSingleton(new StaffPlace(StaffMenuKind.Desk, "documents", "/documents", "note", "documents.desk", StaffGroups.Unit, 40) { Rights = (int)ActingRights.Speak });
        return services;
    }

    /// <summary>Before anything looks at a cookie.</summary>
    public static void UseDocuments(this WebApplication app) => app.UseMiddleware<ServePapers>();

    public static IEndpointRouteBuilder MapDocuments(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").WithDoor(Door.Page);
        pages.MapDocumentPages();
        pages.MapDeskDocuments();
        routes.MapDocumentApi();
        return routes;
    }
}
