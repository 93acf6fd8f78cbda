using Zhibo.Halls.Members;

namespace Zhibo.Trends.Pages;

/// <summary>What a hall talks about: first what rises, then what its newest posts name most.</summary>
/// <param name="All">Address of the whole list.</param>
public sealed record TrendsBlockView(string All, IReadOnlyList<TrendView> Trends, IReadOnlyList<HallTopic> Spoken);
