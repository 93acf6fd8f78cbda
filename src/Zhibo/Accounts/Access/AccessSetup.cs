using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Zhibo.Accounts.Access;

internal static class AccessSetup
{
    public static void AddAccess(this IServiceCollection services)
    {
        AddProtection(services);
        services.AddSingleton<IPasswordHasher<User>, PasswordHasher<User>>();
        services.AddSingleton<Passwords>();
        services.AddSingleton<SignInGate>();
        services.AddSingleton<SignUpGate>();
        services.AddSingleton<NewSession>();
        services.AddSingleton<GiveLogin>();
        services.AddSingleton<SecondStep>();
        services.AddSingleton<TotpSecrets>();
        services.AddSingleton<EmailPass>();
        services.AddSingleton<AccountMail>();
        services.AddSingleton<ConfirmLetters>();
        services.AddSingleton<ResetLetters>();
        AddUseCases(services);
        AddOperatorUseCases(services);
    }

    private static void AddProtection(IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("zhibo");
        services.AddSingleton<ProtectionKeys>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
            new ConfigureOptions<KeyManagementOptions>(options =>
            {
                options.XmlRepository = provider.GetRequiredService<ProtectionKeys>();
                // Said on purpose: whoever reads the database reads the keys; backups are guarded as a whole.
                options.XmlEncryptor = new NullXmlEncryptor();
            }));
    }

    private static void AddUseCases(IServiceCollection services)
    {
        services.AddScoped<SignIn>();
        services.AddScoped<EnterCode>();
        services.AddScoped<SignUp>();
        services.AddScoped<ConfirmPassword>();
        services.AddScoped<StartTotp>();
        services.AddScoped<ConfirmTotp>();
        services.AddScoped<StopTotp>();
        services.AddScoped<RenewRecoveryCodes>();
        services.AddScoped<ChangePassword>();
        services.AddScoped<RequestReset>();
        services.AddScoped<ResetPassword>();
        services.AddScoped<ChangeEmail>();
        services.AddScoped<ConfirmEmail>();
        services.AddScoped<ReadSecurity>();
        services.AddSingleton<EndSession>();
        services.AddSingleton<EndOtherSessions>();
        services.AddSingleton<RevokeToken>();
    }

    private static void AddOperatorUseCases(IServiceCollection services)
    {
        services.AddSingleton<AddUser>();
        services.AddSingleton<OpenAccount>();
        services.AddScoped<SetPassword>();
        services.AddScoped<IssueToken>();
        services.AddScoped<DisableUser>();
        services.AddScoped<EnableUser>();
        services.AddScoped<ChangeRole>();
        services.AddScoped<ListRegistrations>();
        services.AddScoped<ApproveRegistration>();
        services.AddScoped<RefuseRegistration>();
    }
}
