using Zhibo.Shared.Jobs;

namespace Zhibo.Shared.Mail;

public static class MailSetup
{
    public static IServiceCollection AddMail(this IServiceCollection services)
    {
        services.AddSingleton<IMail>(provider =>
            provider.GetRequiredService<Settings>() is { Mail.Host.Length: > 0 } settings ? new SmtpMail(settings) : new NoMail());
        services.AddSingleton<Mailbox>();
        services.Job<SendMail>(Mailbox.JobKind);
        return services;
    }
}
