using System.Collections.Concurrent;
using Zhibo.ClientApi.Wire;
using Zhibo.Posts.Reading;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.ClientApi;

/// <summary>The site under one of its names: the addresses in its answers begin with it, so its cards are its own.</summary>
internal sealed class Place
{
    public Place(string root, CardCaches caches, Words words, long bytes)
    {
        At = new Addresses(root);
        Accounts = new AccountJson(At, words);
        Statuses = new StatusJson(At, Accounts);
        Cards = caches.New((picture, _) => Task.FromResult(Statuses.Draw(picture)), bytes);
    }

    public Addresses At { get; }

    public AccountJson Accounts { get; }

    public StatusJson Statuses { get; }

    public CardCache Cards { get; }
}

/// <summary>One place where the site knows its name; otherwise one for each name it is called by.</summary>
internal sealed class Places(CardCaches caches, Settings settings)
{
    /// <summary>Anybody can send any Host: a further name gets the addresses of the first.</summary>
    private const int MostNames = 4;

    private readonly ConcurrentDictionary<(string Scheme, string Host), Place> _byName = new();
    private readonly Lock _lock = new();
    private Place? _first;

    public Place Of(HttpContext http)
    {
        if (_first is { } first && settings.Site.Domain.Length > 0) return first;
        var name = (http.Request.Scheme, http.Request.Host.Value ?? "");
        return _byName.TryGetValue(name, out var place) ? place : Open(name);
    }

    private Place Open((string Scheme, string Host) name)
    {
        lock (_lock)
        {
            if (_byName.TryGetValue(name, out var place)) return place;
            if (_first is not null && (settings.Site.Domain.Length > 0 || _byName.Count >= MostNames)) return _first;
            // Half of the memory for cards is for JSON; all but the first name get little of it.
            var bytes = settings.Memory.CardCacheMegabytes * 1024L * 1024 / (_first is null ? 2 : 16);
            var root = settings.Site.Domain.Length > 0 ? "https://" + settings.Site.Domain : $"{name.Scheme}://{name.Host}";
            place = new Place(root, caches, Words.For(settings.Site.Language), bytes);
            _first ??= place;
            if (settings.Site.Domain.Length == 0) _byName[name] = place;
            return place;
        }
    }
}
