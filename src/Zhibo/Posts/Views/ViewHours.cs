namespace Zhibo.Posts.Views;

/// <summary>Hours of the clock, counted from 1970.</summary>
public static class ViewHours
{
    public static int Of(DateTimeOffset at) => (int)(at.ToUnixTimeSeconds() / 3600);

    public static DateTimeOffset Start(int hour) => DateTimeOffset.FromUnixTimeSeconds(hour * 3600L);
}
