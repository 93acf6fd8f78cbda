using Zhibo.Shared.Facts;

namespace Zhibo.Agencies;

/// <summary>A new agency stands in the register and waits for its people: whoever invites them may begin.</summary>
public sealed record AgencyEntered(long AgencyId) : Fact;

/// <summary>An agency was entered, moved, renamed, sealed, frozen: whoever holds a picture of it reads it anew.</summary>
public sealed record AgencyChanged(long AgencyId) : Fact;

/// <summary>Seats of this user were given or taken.</summary>
public sealed record SeatsChanged(long UserId) : Fact;

/// <summary>A line was added, renamed or taken out: nodes read the list anew when next asked.</summary>
public sealed record LinesChanged : Fact;
