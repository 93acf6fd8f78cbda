using Zhibo.Shared.Facts;

namespace Zhibo.Messages;

/// <summary>Something was said, read, accepted or taken away in a conversation: open pages and numbers of its parties are stale.</summary>
public sealed record ConversationChanged(long ConversationId, long[] Accounts) : Fact;
