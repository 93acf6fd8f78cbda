using Zhibo.Accounts.Acting;
using Zhibo.Accounts.Audit.Pages;
using Zhibo.Web;

namespace Zhibo.Accounts.Audit;

internal static class AuditSetup
{
    public static void AddAudit(this IServiceCollection services)
    {
        services.AddScoped<ReadAudit>().AddScoped<ExportAudit>().AddScoped<VerifyAudit>().AddScoped<AuditAsking>();
        services.AddSingleton(new StaffPlace(StaffMenuKind.Admin, "audit", "/admin/audit", "history", "accounts.audit.title", StaffGroups.Oversight, 800));
        services.AddSingleton(new StaffPlace(StaffMenuKind.Desk, "audit", "/audit", "history", "accounts.audit.title", StaffGroups.Oversight, 800) { Rights = (int)ActingRights.Supervise });
    }
}
