using Mono.Cecil;

namespace Zhibo.Tests.HouseRules;

/// <summary>The module table of ARCHITECTURE.md, held against the compiled code.</summary>
public sealed class ArchitectureTests
{
    [Fact]
    public void Every_module_has_a_row()
    {
        House.ModuleTable.ShouldNotBeEmpty("ARCHITECTURE.md has no module table");
        House.Types.Select(House.ModuleOf).Distinct().Except(House.ModuleTable.Keys).Except(House.Composition)
            .ShouldBeNone("Give the module a row in ARCHITECTURE.md:");
    }

    [Fact]
    public void The_table_names_only_its_own_rows() =>
        House.ModuleTable.Values.SelectMany(v => v).Except(House.ModuleTable.Keys).ShouldBeNone("No such module in ARCHITECTURE.md:");

    [Fact]
    public void Imports_go_downward_only()
    {
        var standing = new HashSet<string>();
        var left = House.ModuleTable.ToDictionary(r => r.Key, r => r.Value);
        while (left.FirstOrDefault(r => r.Value.All(standing.Contains)) is { Key: not null } next)
        {
            standing.Add(next.Key);
            left.Remove(next.Key);
        }
        left.Keys.ShouldBeNone("These modules import each other in a circle:");
    }

    [Fact]
    public void A_module_uses_only_what_its_row_allows() =>
        (from type in House.Types
         let own = House.ModuleOf(type)
         where !House.Composition.Contains(own)
         from used in References.Of(type).SelectMany(References.Plain)
         where House.IsOurs(used)
         let to = House.ModuleOf(used)
         where to != own && !House.Composition.Contains(to) && !Allowed(own).Contains(to)
         select $"{own} -> {to}: {type.FullName} uses {used.FullName}")
        .ShouldBeNone("Raise a fact and subscribe to it above, or move the code; the table is the last thing to change:");

    [Fact]
    public void Internal_means_this_module_only() =>
        (from type in House.Types
         let own = House.ModuleOf(type)
         where !House.Composition.Contains(own)
         from used in References.Of(type)
         from name in Hidden(used)
         where name.Module != own
         select $"{type.FullName} uses {name.Name}, which is internal to {name.Module}")
        .ShouldBeNone("Make it public if other modules may use it:");

    private static string[] Allowed(string module) => House.ModuleTable.GetValueOrDefault(module, []);

    /// <summary>Types that are not public, and internal members of public types.</summary>
    private static IEnumerable<(string Module, string Name)> Hidden(MemberReference used)
    {
        foreach (var type in References.Plain(used).Where(House.IsOurs))
            if (House.Outermost(type).Resolve() is { IsPublic: false } hidden) yield return (House.ModuleOf(type), hidden.FullName);
        if (used is TypeReference || used.DeclaringType is null || !House.IsOurs(used.DeclaringType)) yield break;
        if (used.Resolve() is MethodDefinition { IsAssembly: true } or FieldDefinition { IsAssembly: true })
            yield return (House.ModuleOf(used.DeclaringType), used.FullName);
    }
}
