using Zhibo.Shared.Facts;

namespace Zhibo.Trends;

/// <summary>Host, introduction, pins or standing of a topic changed: whoever holds a picture of it reads it anew.</summary>
public sealed record TopicKept(long TopicId) : Fact;
