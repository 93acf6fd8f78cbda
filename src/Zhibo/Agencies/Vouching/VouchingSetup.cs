using Zhibo.Accounts;
using Zhibo.Accounts.Acting;
using Zhibo.Agencies.Vouching.Api;
using Zhibo.Agencies.Vouching.Pages;
using Zhibo.Data;
using Zhibo.Shared.Facts;
using Zhibo.Shared.Http;
using Zhibo.Shared.Jobs;
using Zhibo.Web;

namespace Zhibo.Agencies.Vouching;

internal static class VouchingSetup
{
    public static void AddVouching(this IServiceCollection services)
    {
        services.AddSingleton<AgencyKeys>().AddSingleton<VoucherPen>().AddSingleton<VouchingRights>().AddSingleton<SettleSeals>();
        services.AddScoped<VouchFor>().AddScoped<VouchForMany>().AddScoped<RevokeVoucher>().AddScoped<RenewKey>();
        services.AddScoped<ListVouchers>().AddScoped<ReadProof>().AddScoped<VouchForms>().AddScoped<VouchSteps>();
        services.AddSingleton<VoucherChain>().AddSingleton<ChainOnProfile>();
        services.AddSingleton<IForget>(provider => provider.GetRequiredService<VoucherChain>());
        services.Watch<AgencyChanged, VoucherChain>().Watch<AccountChanged, VoucherChain>();
        services.AddSingleton(provider => new ProfilePart(ProfilePlace.UnderName, 10, provider.GetRequiredService<ChainOnProfile>().Html));
        services.AddSingleton(new StaffPlace(StaffMenuKind.Admin, "vouchers", "/admin/vouchers", "vouch", "agencies.vouching.vouchers", StaffGroups.Trust, 300));
        services.AddSingleton(new StaffPlace(StaffMenuKind.Desk, "children", "/children", "vouch", "agencies.vouching.children", StaffGroups.Unit, 710) { Rights = (int)ActingRights.Manage });
        services.Chore<ExpireVouchers>("7 * * * * ?");
    }

    public static void MapVouching(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").WithDoor(Door.Page);
        pages.MapVouchers();
        pages.MapChildren();
        routes.MapProofs();
        routes.MapGroup(ApiDescription.Root).WithDoor(Door.Json).MapVoucherApi();
    }
}
