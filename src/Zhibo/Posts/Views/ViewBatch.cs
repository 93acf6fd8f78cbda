using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Posts.Views;

/// <summary>Somebody saw a post.</summary>
internal readonly record struct ViewLine(long PostId, int Hour, string Reader);

/// <summary>Who was counted in an hour.</summary>
internal sealed class MarkBook(byte[] salt)
{
    public HashSet<long> Seen { get; } = [];

    /// <summary>When the database was last read.</summary>
    public DateTimeOffset ReadTo { get; set; }

    public long MarkOf(ViewLine line)
    {
        Span<byte> text = stackalloc byte[8 + Encoding.UTF8.GetMaxByteCount(line.Reader.Length)];
        BinaryPrimitives.WriteInt64LittleEndian(text, line.PostId);
        var length = 8 + Encoding.UTF8.GetBytes(line.Reader, text[8..]);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(salt, text[..length], hash);
        return BinaryPrimitives.ReadInt64LittleEndian(hash);
    }

    public void Add(ReadOnlySpan<byte> marks)
    {
        for (; marks.Length >= 8; marks = marks[8..]) Seen.Add(BinaryPrimitives.ReadInt64LittleEndian(marks));
    }
}

/// <summary>What is written at once: new marks and what they add to the counts.</summary>
internal sealed class ViewBatch
{
    private const int RowsPerStatement = 500;
    private readonly SortedDictionary<(long PostId, int Hour), long> counts = [];

    /// <summary>By hour: the id of the row, and the marks.</summary>
    public Dictionary<int, (long Id, List<long> New)> Marks { get; } = [];

    public void Add(ViewLine line, long mark, Ids ids)
    {
        if (!Marks.TryGetValue(line.Hour, out var row)) Marks[line.Hour] = row = (ids.Next(), []);
        row.New.Add(mark);
        counts[(line.PostId, line.Hour)] = counts.GetValueOrDefault((line.PostId, line.Hour)) + 1;
    }

    public void Write(Db turn)
    {
        var own = Marks.Values.Select(m => m.Id).ToList();
        // Committed before, and the answer was lost.
        if (turn.ViewMarks.Any(m => own.Contains(m.Id))) return;
        foreach (var (hour, (id, marks)) in Marks) turn.ViewMarks.Add(new ViewMarks { Id = id, Hour = hour, Marks = Bytes(marks) });
        foreach (var part in counts.Chunk(RowsPerStatement))
        {
            var rows = string.Join(',', part.Select(c => string.Create(CultureInfo.InvariantCulture, $"({c.Key.PostId},{c.Key.Hour},{c.Value})")));
            var sql = "INSERT INTO view_counts (post_id, hour, count) VALUES " + rows + " ON CONFLICT (post_id, hour) DO UPDATE SET count = view_counts.count + excluded.count";
            turn.Database.ExecuteSqlRaw(sql);
        }
    }

    private static byte[] Bytes(List<long> marks)
    {
        var bytes = new byte[marks.Count * 8];
        for (var i = 0; i < marks.Count; i++) BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(i * 8), marks[i]);
        return bytes;
    }
}
