namespace Zhibo.Web;

public enum NoticeTone
{
    Info,
    Good,
    Warn,
    Bad,
}
