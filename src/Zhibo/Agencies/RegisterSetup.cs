using Zhibo.Accounts;
using Zhibo.Agencies.Api;
using Zhibo.Agencies.Import;
using Zhibo.Agencies.Lines;
using Zhibo.Agencies.Pages;
using Zhibo.Data;
using Zhibo.Regions;
using Zhibo.Shared.Facts;
using Zhibo.Shared.Http;
using Zhibo.Shared.Jobs;
using Zhibo.Web;

namespace Zhibo.Agencies;

/// <summary>The register: entering, moving, finding and importing agencies, and the lines they belong to.</summary>
internal static class RegisterSetup
{
    public static IServiceCollection AddRegister(this IServiceCollection services)
    {
        services.AddSingleton<LineList>().AddSingleton<SearchKeys>();
        services.AddSingleton<IForget>(provider => provider.GetRequiredService<LineList>());
        services.AddSingleton<IForget>(provider => provider.GetRequiredService<SearchKeys>());
        services.Watch<LinesChanged, LineList>();
        // After what they are made of.
        services.Watch<RegionsChanged, SearchKeys>().Watch<LinesChanged, SearchKeys>();
        services.AddSingleton<RegisterRights>().AddSingleton<RegisterBook>().AddSingleton<AgencyDrafts>().AddSingleton<NewAgencies>().AddSingleton<Surroundings>();
        services.AddSingleton<EnterAgency>().AddSingleton<ChangeAgency>().AddSingleton<RenameAgency>().AddSingleton<TransferAgency>();
        services.AddSingleton<FreezeAgency>().AddSingleton<ThawAgency>().AddSingleton<CloseAgency>();
        services.AddSingleton<TieOfficial>().AddScoped<ReleaseOfficial>();
        services.AddSingleton(new LineUse("agencies.line_used", (turn, key) => turn.Agencies.Count(a => a.LineKey == key)));
        services.AddSingleton<AddLine>().AddSingleton<ChangeLine>().AddSingleton<RemoveLine>();
        services.AddSingleton<FindAgencies>().AddSingleton<ReadAgency>();
        services.AddSingleton<ImportReader>().AddSingleton<ImportPlanner>().AddSingleton<ImportWriter>().AddSingleton<ImportAgencies>();
        services.Chore<FreezeFormerOfficials>("20 1 * * * ?");
        services.AddSingleton<RegisterEntry>().AddScoped<EditPages>().AddSingleton<AgencyPart>().AddScoped<AgencyDoor>();
        services.AddSingleton(provider => new ProfilePart(ProfilePlace.UnderName, 20, provider.GetRequiredService<AgencyPart>().Html));
        services.AddSingleton(new StaffPlace(StaffMenuKind.Admin, "agencyimport", "/admin/agencies/import", "up", "agencies.import", StaffGroups.Structure, 120));
        services.AddSingleton(new StaffPlace(StaffMenuKind.Admin, "lines", "/admin/lines", "topic", "agencies.lines", StaffGroups.Structure, 130));
        return services;
    }

    public static void MapRegister(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").WithDoor(Door.Page);
        pages.MapLines();
        pages.MapImport();
        pages.MapEditing();
        var api = routes.MapGroup(ApiDescription.Root).WithDoor(Door.Json);
        api.MapAgencyApi();
        api.MapRegisterApi();
    }
}
