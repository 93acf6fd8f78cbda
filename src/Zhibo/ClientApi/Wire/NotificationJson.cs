using System.Buffers;
using Zhibo.Accounts;
using Zhibo.Posts.Reading;
using Zhibo.Shared;

namespace Zhibo.ClientApi.Wire;

internal static class NotificationJson
{
    internal sealed record Ready(long Id, string Type, Account Actor, Card? Post)
    {
        public string GroupKey { get; init; } = "";
    }

    /// <param name="alone">One entity instead of an array.</param>
    public static void Write(IBufferWriter<byte> output, IReadOnlyList<Ready> notices, AccountJson accounts, Reader reader, bool alone)
    {
        if (!alone) output.Write("["u8);
        for (var i = 0; i < notices.Count; i++)
        {
            if (i > 0) output.Write(","u8);
            Write(output, notices[i], accounts, reader);
        }
        if (!alone) output.Write("]"u8);
    }

    private static void Write(IBufferWriter<byte> output, Ready notice, AccountJson accounts, Reader reader)
    {
        using (var json = Pen.On(output))
        {
            json.WriteStartObject();
            json.WriteId("id", notice.Id);
            json.WriteString("type", notice.Type);
            json.WriteString("group_key", notice.GroupKey);
            json.WriteTime("created_at", Ids.TimeOf(notice.Id));
            json.WritePropertyName("account");
            accounts.Write(json, notice.Actor);
        }
        if (notice.Post is { } post)
        {
            output.Write(",\"status\":"u8);
            post.Drawn.Write(output, new StatusFill(post.Sight, reader));
        }
        output.Write("}"u8);
    }
}
