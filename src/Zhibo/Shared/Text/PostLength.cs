namespace Zhibo.Shared.Text;

public static class PostLength
{
    public static int Of(string text) => text.Length;
    public static int HalfUnits(string text) => text.Length * 2;
}
