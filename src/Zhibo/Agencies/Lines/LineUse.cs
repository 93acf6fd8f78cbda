using Zhibo.Data;

namespace Zhibo.Agencies.Lines;

/// <summary>Who else hangs on a line, so that it cannot be taken out: each module that keeps keys of lines registers one.</summary>
/// <param name="Word">Says so: {0} is how many, {1} the line.</param>
/// <param name="Count">Of the rows with this key, in a turn.</param>
public sealed record LineUse(string Word, Func<Db, string, int> Count);
