namespace Zhibo.Shared.Text;

public static class PostLength
{
    public static int Of(string text) => text.Length;
}
