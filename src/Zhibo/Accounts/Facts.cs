using Zhibo.Shared.Facts;

namespace Zhibo.Accounts;

/// <summary>A new account can be seen, mentioned and followed.</summary>
public sealed record AccountOpened(long AccountId) : Fact;

/// <summary>Name, seal, avatar, bio or freeze changed: whoever holds a picture of the account draws it anew.</summary>
public sealed record AccountChanged(long AccountId) : Fact;

public sealed record AccountFollowed(long FollowerId, long FolloweeId) : Fact;

/// <summary>Follow, block or mute changed on either side: both readers' views are stale.</summary>
public sealed record RelationChanged(long AccountId, long TargetId) : Fact;

/// <summary>Sessions or tokens of the user ended, or role, language or look changed.</summary>
public sealed record CredentialsChanged(long UserId) : Fact;
