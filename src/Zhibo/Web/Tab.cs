namespace Zhibo.Web;

public sealed record Tab(string Text, string Href, bool Current, int Count = 0);
