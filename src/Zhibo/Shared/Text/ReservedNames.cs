using System.Collections.Frozen;

namespace Zhibo.Shared.Text;

internal static class ReservedNames
{
    private static readonly FrozenSet<string> Skeletons =
        TextData.Lines("reserved-names.txt").Select(Names.Skeleton).ToFrozenSet(StringComparer.Ordinal);

    public static bool Holds(string name) => Skeletons.Contains(Names.Skeleton(name));
}
