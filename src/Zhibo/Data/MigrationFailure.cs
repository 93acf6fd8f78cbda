namespace Zhibo.Data;

/// <summary>This program and this database do not fit.</summary>
public sealed class MigrationFailure(string message) : Exception(message);
