using Zhibo.Shared.Facts;

namespace Zhibo.Accounts;

/// <summary>A new account can be seen, mentioned and followed.</summary>
public sealed record AccountOpened(long AccountId) : Fact;

/// <summary>Name, seal, avatar, bio or freeze changed: whoever holds a picture of the account draws it anew.</summary>
public sealed record AccountChanged(long AccountId) : Fact;

/// <summary>In an emergency somebody took over an office for a while: those who manage it must hear of it, whomever they block.</summary>
/// <param name="AccountId">The office.</param>
/// <param name="ByAccountId">The person's own account.</param>
/// <param name="ToAccounts">Own accounts of those who manage it.</param>
public sealed record GlassBroken(long AccountId, long ByAccountId, long[] ToAccounts) : Fact;

public sealed record AccountFollowed(long FollowerId, long FolloweeId) : Fact;

/// <summary>Follow, block or mute changed on either side: both readers' views are stale.</summary>
public sealed record RelationChanged(long AccountId, long TargetId) : Fact;

/// <summary>Sessions or tokens of the user ended, or role, language or look changed.</summary>
public sealed record CredentialsChanged(long UserId) : Fact;
