namespace Zhibo.Web;

/// <summary>The holes of <see cref="Layout"/> and <see cref="StaffLayout"/>. Navigation items add one hole each, named Nav + key.</summary>
internal enum FrameSlot
{
    Theme,
    Large,
    LargeNext,
    ThemeNext,
    ThemeWord,
    Title,
    Head,
    SignedIn,
    SignedOut,
    ViewerAvatar,
    ViewerName,
    ViewerHandle,
    Badge,
    MessagesBadge,
    BottomBadge,
    Back,
    BackQuery,
    Flash,
    Main,
    WithAside,
    Aside,
    StaffMenu,
    HasDesk,
    Administers,
}
