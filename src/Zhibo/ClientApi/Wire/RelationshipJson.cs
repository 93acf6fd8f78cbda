using System.Text.Json;
using Zhibo.Accounts.Following;

namespace Zhibo.ClientApi.Wire;

internal static class RelationshipJson
{
    public static void Write(Utf8JsonWriter json, Relationship relationship)
    {
        json.WriteStartObject();
        json.WriteId("id", relationship.AccountId);
        json.WriteBoolean("following", relationship.Following);
        json.WriteBoolean("showing_reblogs", relationship.Following);
        json.WriteBoolean("notifying", false);
        json.WriteNull("languages");
        json.WriteBoolean("followed_by", relationship.FollowedBy);
        json.WriteBoolean("blocking", relationship.Blocking);
        json.WriteBoolean("blocked_by", relationship.BlockedBy);
        json.WriteBoolean("muting", relationship.Muting);
        json.WriteBoolean("muting_notifications", relationship.MutingNotices);
        json.WriteTime("muting_expires_at", relationship.MuteExpiresAt);
        json.WriteBoolean("requested", false);
        json.WriteBoolean("requested_by", false);
        json.WriteBoolean("domain_blocking", false);
        json.WriteBoolean("endorsed", false);
        json.WriteString("note", "");
        json.WriteEndObject();
    }
}
