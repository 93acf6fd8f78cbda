using System.Text.Json;
using Zhibo.Posts.Polls;
using Zhibo.Posts.Reading;

namespace Zhibo.ClientApi.Wire;

/// <summary>The Poll entity for one reader: how it stands is told to those who voted, to its author, and to all when it is over.</summary>
internal static class PollJson
{
    public static void Write(Utf8JsonWriter json, PollPicture poll, long authorId, Reader reader)
    {
        var own = !reader.IsStranger && reader.AccountId == authorId;
        var (over, vote) = (poll.IsOver(reader.Now), reader.VoteIn(poll.Id));
        var told = over || own || vote is not null;
        json.WriteStartObject();
        json.WriteId("id", poll.Id);
        json.WriteTime("expires_at", poll.Poll.ClosesAt);
        json.WriteBoolean("expired", over);
        json.WriteBoolean("multiple", poll.Poll.Multiple);
        json.WriteNumber("votes_count", poll.Votes);
        json.WriteNumber("voters_count", poll.Poll.VotersCount);
        if (!reader.IsStranger) WriteOwn(json, vote ?? 0, own || vote is not null);
        json.WriteStartArray("options");
        foreach (var choice in poll.Choices)
        {
            json.WriteStartObject();
            json.WriteString("title", choice.Text);
            if (told) json.WriteNumber("votes_count", choice.VotesCount);
            else json.WriteNull("votes_count");
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEmpty("emojis");
        json.WriteEndObject();
    }

    private static void WriteOwn(Utf8JsonWriter json, int choices, bool voted)
    {
        json.WriteBoolean("voted", voted);
        json.WriteStartArray("own_votes");
        for (var place = 0; place < PollDraft.Most; place++)
            if ((choices & 1 << place) != 0) json.WriteNumberValue(place);
        json.WriteEndArray();
    }
}
