namespace Zhibo.Notifications.Api;

/// <summary>What is wished for one kind.</summary>
/// <param name="Kind">mention, comment, repost, like, follow, message, pollended, held or refused.</param>
/// <param name="Who">everybody, followed or nobody; nobody's are not written down at all.</param>
/// <param name="Push">Told at once on the person's own browsers.</param>
/// <param name="Mail">Part of the gathering mail.</param>
public sealed record NoticeKindJson(string Kind, string Who, bool Push, bool Mail);

/// <summary>The gathering mail.</summary>
/// <param name="Rhythm">off, daily or weekly.</param>
/// <param name="Hour">0 to 23, in the site's zone.</param>
public sealed record DigestJson(string Rhythm, int Hour);

/// <summary>Hours in which no device rings, as 22:30, in the site's zone; both null where there are none.</summary>
public sealed record QuietJson(string? From, string? Until);

/// <summary>Everything an account wished about notices.</summary>
public sealed record NoticeSettingsJson(IReadOnlyList<NoticeKindJson> Kinds, DigestJson Digest, QuietJson Quiet);

/// <summary>What is left out stays as it is.</summary>
public sealed record NoticeSettingsChangeJson(IReadOnlyList<NoticeKindJson>? Kinds, DigestJson? Digest, QuietJson? Quiet);
