using Xunit.Sdk;
using Xunit.v3;
using Zhibo.Tests;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace Zhibo.Tests;

/// <summary>What waits for processes and tries every field of every form begins first: at the end each would keep the others waiting.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long = ["KilledSqliteSite", "KilledPostgresSite", "Hostile.FormTests", "Hostile.JsonTests", "Seats.RightsTests", "ImportRegionsStories", ".Faults."];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(c => Array.FindIndex(Long, name => c.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal)) is >= 0 and var place ? place : Long.Length)];
}
