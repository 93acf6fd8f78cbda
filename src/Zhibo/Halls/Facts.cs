using Zhibo.Shared.Facts;

namespace Zhibo.Halls;

/// <summary>A hall was opened, changed or put in emergency: nodes read it anew.</summary>
public sealed record HallChanged(long HallId) : Fact;
