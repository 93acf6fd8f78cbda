using Zhibo.Shared.Facts;

namespace Zhibo.Regions;

/// <summary>The tree of regions changed somewhere: nodes read it anew when next asked.</summary>
public sealed record RegionsChanged : Fact;
