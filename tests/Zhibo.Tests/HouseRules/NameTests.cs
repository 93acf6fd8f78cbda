using System.Text.RegularExpressions;
using Mono.Cecil;

namespace Zhibo.Tests.HouseRules;

public sealed partial class NameTests
{
    private static readonly string[] SayNothing = ["Service", "Services", "Manager", "Helper", "Helpers", "Utils", "Util", "Common", "Base", "Impl", "Processor"];

    /// <summary>Interfaces with one implementation here, and the wire they face.</summary>
    private static readonly Dictionary<string, string> Wires = new()
    {
        ["Zhibo.Shared.Jobs.IJob"] = "work outside the database: each wire (mail now, fetching and delivery later) is one",
    };

    private static IEnumerable<TypeDefinition> All => House.Types.SelectMany(House.WithNested);

    [Fact]
    public void Names_say_what_a_thing_is() =>
        (from type in All
         where !type.Name.Contains('<', StringComparison.Ordinal)
         from word in Word().Matches(type.Name).Select(m => m.Value)
         where SayNothing.Contains(word)
         select $"{type.FullName}: {word}")
        .ShouldBeNone("Call it by what it does or is:");

    [Fact]
    public void An_interface_has_two_implementations_or_faces_a_wire() =>
        (from face in House.Types
         where face.IsInterface && !Wires.ContainsKey(face.FullName)
         let made = All.SelectMany(t => t.Interfaces).Count(i => i.InterfaceType.GetElementType().FullName == face.FullName)
         where made < 2
         select $"{face.FullName}: {made} implementations")
        .ShouldBeNone("Use the class itself, or list the wire here with its reason:");

    [GeneratedRegex("[A-Z][a-z0-9]+|[A-Z]+(?![a-z])")]
    private static partial Regex Word();
}
