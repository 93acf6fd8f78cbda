using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Zhibo.Data;

/// <summary>snake_case for everything a person meets in SQL.</summary>
internal static class Naming
{
    public static void UseSnakeCase(ModelBuilder model)
    {
        foreach (var entity in model.Model.GetEntityTypes())
        {
            entity.SetTableName(Snake(entity.GetTableName()!));
            var table = entity.GetTableName()!;
            foreach (var property in entity.GetProperties()) property.SetColumnName(Snake(property.GetColumnName()));
            foreach (var key in entity.GetKeys()) key.SetName("pk_" + table);
            foreach (var foreign in entity.GetForeignKeys())
                foreign.SetConstraintName($"fk_{table}_{Columns(foreign.Properties.Select(p => p.GetColumnName()))}");
            foreach (var index in entity.GetIndexes())
                index.SetDatabaseName(index.GetDatabaseName() is { } given && given.StartsWith("ix_", StringComparison.Ordinal)
                    ? given
                    : $"ix_{table}_{Columns(index.Properties.Select(p => p.GetColumnName()))}");
        }
    }

    private static string Columns(IEnumerable<string> names) => string.Join('_', names);

    private static string Snake(string name)
    {
        var snake = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0 && name[i - 1] != '_' && !char.IsUpper(name[i - 1])) snake.Append('_');
            snake.Append(char.ToLowerInvariant(name[i]));
        }
        return snake.ToString();
    }
}

internal sealed class UnixMilliseconds() : ValueConverter<DateTimeOffset, long>(
    time => time.ToUnixTimeMilliseconds(),
    number => DateTimeOffset.FromUnixTimeMilliseconds(number));
