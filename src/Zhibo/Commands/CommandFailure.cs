namespace Zhibo.Commands;

/// <summary>A command did not do what it was asked: one line that says why.</summary>
public sealed class CommandFailure(string message) : Exception(message);
