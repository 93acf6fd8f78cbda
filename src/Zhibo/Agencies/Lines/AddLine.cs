using Zhibo.Data;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Agencies.Lines;

/// <summary>A further sector; administrators only.</summary>
public sealed class AddLine(Writer writer, RegisterRights rights, RegisterBook book)
{
    /// <param name="Key">Small letters and digits; empty: the pinyin of the name.</param>
    public sealed record Input(long? UserId, string Name, string Key = "")
    {
        /// <summary>Lower comes first; null: after the last.</summary>
        public int? Order { get; init; }
    }

    /// <summary>Its key.</summary>
    public async Task<string> Run(Input input, CancellationToken ct)
    {
        await rights.RequireAdmin(input.UserId, ct);
        var name = AgencyText.Name(input.Name);
        var key = KeyOf(input.Key.Trim().Length > 0 ? input.Key : Pinyin.Of(name).Full);
        return await writer.Run(turn =>
        {
            LineList.Seed(turn);
            Check(turn, name, except: null);
            if (turn.Lines.Any(l => l.Key == key)) throw new Refusal(RefusalKind.Conflict, "agencies.line_key_taken", "key", key);
            turn.Lines.Add(new Line { Key = key, Name = name, Order = input.Order ?? turn.Lines.Max(l => l.Order) + 10 });
            book.Log(turn, "line " + key, name, new(input.UserId, "line.added"));
            turn.Raise(new LinesChanged());
            return key;
        }, ct);
    }

    /// <summary>One name, one line.</summary>
    internal static void Check(Db turn, string name, string? except)
    {
        var wanted = AgencyText.Key(name);
        if (turn.Lines.AsEnumerable().Any(l => l.Key != except && AgencyText.Key(l.Name) == wanted)) throw new Refusal(RefusalKind.Conflict, "agencies.line_name_taken", "name", name);
    }

    private static string KeyOf(string typed)
    {
        var key = typed.Trim().ToLowerInvariant();
        return key.Length is >= 2 and <= 30 && key.All(char.IsAsciiLetterOrDigit) ? key : throw new Refusal(RefusalKind.Invalid, "agencies.line_key_bad", "key");
    }
}
