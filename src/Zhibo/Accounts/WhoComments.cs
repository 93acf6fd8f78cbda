namespace Zhibo.Accounts;

/// <summary>Who may comment on a post; each account says what holds for its posts unless a post says otherwise.</summary>
public enum WhoComments
{
    Everybody = 0,

    /// <summary>Those who follow the author.</summary>
    Followers = 1,

    /// <summary>Those whom the post names.</summary>
    Mentioned = 2,

    Nobody = 3,

    /// <summary>Everybody, and the author looks at each comment before others see it.</summary>
    Reviewed = 4,
}
