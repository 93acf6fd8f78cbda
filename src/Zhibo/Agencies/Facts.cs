using Zhibo.Shared.Facts;

namespace Zhibo.Agencies;

/// <summary>An agency was entered, moved, renamed, sealed, frozen: whoever holds a picture of it reads it anew.</summary>
public sealed record AgencyChanged(long AgencyId) : Fact;

/// <summary>Seats of this user were given or taken.</summary>
public sealed record SeatsChanged(long UserId) : Fact;
