using System.Globalization;
using Zhibo.Accounts;
using Zhibo.Shared.Text;

namespace Zhibo.ClientApi.Wire;

/// <summary>Absolute addresses under one name of the site: clients take them out of their context.</summary>
internal sealed class Addresses(string root)
{
    public string Root => root;

    /// <summary>The name without the scheme.</summary>
    public string Host { get; } = root[(root.IndexOf("://", StringComparison.Ordinal) + 3)..];

    public string Profile(string handle) => $"{root}/@{handle}";

    public string Actor(string handle) => $"{root}/users/{handle}";

    public string Post(string handle, long id) => string.Create(CultureInfo.InvariantCulture, $"{root}/@{handle}/{id}");

    public string Object(string handle, long id) => string.Create(CultureInfo.InvariantCulture, $"{root}/users/{handle}/statuses/{id}");

    public string Document(string path) => root + path;

    public string Topic(string name) => root + TopicName.Path(name);

    public string Avatar(Account account) => Absolute(account.Avatar) ?? $"{root}/avatars/{account.Handle}.svg";

    public string Banner(Account account) => Absolute(account.Banner) ?? $"{root}/banners/{account.Handle}.svg";

    private string? Absolute(string? address) =>
        address is null || address.Contains("://", StringComparison.Ordinal) ? address : root + address;
}
