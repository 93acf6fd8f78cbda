using System.Globalization;

namespace Zhibo.Accounts.Profiles;

/// <summary>Where an account's pictures are; drawn ones carry the version in their address, so they can be kept for ever.</summary>
public static class AccountPictures
{
    public static string AvatarUrl(Account account) => account.Avatar ?? Drawn("avatars", account);

    public static string BannerUrl(Account account) => account.Banner ?? Drawn("banners", account);

    private static string Drawn(string folder, Account account) =>
        string.Create(CultureInfo.InvariantCulture, $"/{folder}/{account.Handle}.svg?v={account.Version}");
}
