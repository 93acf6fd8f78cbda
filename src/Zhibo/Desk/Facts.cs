using Zhibo.Shared.Facts;

namespace Zhibo.Desk;

/// <summary>Something came to a desk or left it: open pages of the agency's people count anew.</summary>
public sealed record DeskChanged(long AgencyId) : Fact;
