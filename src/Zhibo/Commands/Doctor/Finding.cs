namespace Zhibo.Commands.Doctor;

internal enum Health
{
    Ok,
    Warn,
    Fail,
}

/// <summary>One line of the doctor's: what was looked at, what was found, how to mend it.</summary>
internal sealed record Finding(Health Health, string What, string Found, string? Mend = null)
{
    public static Finding Ok(string what, string found) => new(Health.Ok, what, found);

    public static Finding Warn(string what, string found, string mend) => new(Health.Warn, what, found, mend);

    public static Finding Fail(string what, string found, string mend) => new(Health.Fail, what, found, mend);

    public override string ToString() => $"{Health.ToString().ToLowerInvariant(),-4}  {What}: {Found}{(Mend is null ? "" : $" -> {Mend}")}";
}
