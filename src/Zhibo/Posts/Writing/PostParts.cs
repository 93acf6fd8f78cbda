using Zhibo.Media;
using Zhibo.Shared;

namespace Zhibo.Posts.Writing;

/// <summary>What a post is put together from.</summary>
public sealed record PostParts(Ids Ids, Drafts Drafts, Attachments Attachments);
