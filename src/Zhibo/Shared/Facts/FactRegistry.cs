using System.Collections.Frozen;
using System.Text.Encodings.Web;
using System.Text.Json;
using Zhibo.Data;

namespace Zhibo.Shared.Facts;

/// <summary>Which handler wants which fact. Filled by <see cref="FactRegistration.On"/> at start, read-only afterwards.</summary>
public sealed class FactRegistry
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly FrozenDictionary<string, FactSubscription[]> byKind;
    private readonly IServiceProvider services;

    public FactRegistry(IEnumerable<FactSubscription> subscriptions, IServiceProvider services)
    {
        this.services = services;
        byKind = subscriptions.GroupBy(s => s.Fact.Name).ToFrozenDictionary(g => g.Key, g => g.ToArray());
    }

    /// <summary>A fact nobody wants to act on costs no outbox row.</summary>
    public bool NeedsHandling(Fact fact) =>
        byKind.TryGetValue(fact.GetType().Name, out var subs) && Array.Exists(subs, s => s.Durable && s.Wants(fact));

    public bool IsWatched(Fact fact) =>
        byKind.TryGetValue(fact.GetType().Name, out var subs) && Array.Exists(subs, s => !s.Durable);

    public void Handle(Fact fact, Db db)
    {
        if (!byKind.TryGetValue(fact.GetType().Name, out var subs)) return;
        foreach (var sub in subs)
            if (sub.Durable && sub.Wants(fact)) sub.Call(services, fact, db);
    }

    public void Show(Fact fact)
    {
        if (!byKind.TryGetValue(fact.GetType().Name, out var subs)) return;
        foreach (var sub in subs)
            if (!sub.Durable) sub.Call(services, fact, null!);
    }

    public static string Write(Fact fact) => JsonSerializer.Serialize(fact, fact.GetType(), Json);

    public Fact? Read(string kind, string payload) =>
        byKind.TryGetValue(kind, out var subs) ? (Fact?)JsonSerializer.Deserialize(payload, subs[0].Fact, Json) : null;
}

/// <summary>One line of the table "who hears what".</summary>
public sealed record FactSubscription(Type Fact, Type Handler, bool Durable, Func<Fact, bool> Wants, Action<IServiceProvider, Fact, Db> Call);

public static class FactRegistration
{
    public static IServiceCollection On<TFact, THandler>(this IServiceCollection services, Func<TFact, bool>? when = null)
        where TFact : Fact
        where THandler : class, IOn<TFact>
    {
        services.AddSingleton<THandler>();
        return services.AddSingleton(new FactSubscription(typeof(TFact), typeof(THandler), true,
            fact => when is null || when((TFact)fact),
            (provider, fact, db) => provider.GetRequiredService<THandler>().Handle((TFact)fact, db)));
    }

    public static IServiceCollection Watch<TFact, TWatcher>(this IServiceCollection services)
        where TFact : Fact
        where TWatcher : class, IWatch<TFact> =>
        services.AddSingleton(new FactSubscription(typeof(TFact), typeof(TWatcher), false, _ => true,
            (provider, fact, _) => provider.GetRequiredService<TWatcher>().Seen((TFact)fact)));
}
