using System.Text.RegularExpressions;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Zhibo.Agencies;
using Zhibo.Accounts.Audit;
using Zhibo.Shared.Text;

namespace Zhibo.Tests.HouseRules;

/// <summary>Whoever reads the audit log reads words: every act that code writes has one, and every word an act.</summary>
public sealed partial class AuditWordTests
{
    private const string Beginning = "accounts.act.";

    private static readonly HashSet<string> Modules = [.. House.ModuleTable.Keys.Select(m => m.ToLowerInvariant())];

    [Fact]
    public void Every_act_has_a_word() =>
        (from act in Acts()
         where !Words.For("en").Has(Beginning + act.Name)
         select $"{act.Type}: {act.Name}")
        .ShouldBeNone($"Say it in the three word files of Accounts/Audit, as {Beginning}noun.verb:");

    [Fact]
    public void Every_word_has_an_act()
    {
        var written = Acts().Select(act => act.Name).ToHashSet();
        Words.For("en").Keys.Where(key => key.StartsWith(Beginning, StringComparison.Ordinal) && !written.Contains(key[Beginning.Length..]))
            .ShouldBeNone("Nobody writes this act; take its word out:");
    }

    /// <summary>Texts such as post.edited in types that write into the log, themselves or through somebody who takes the act as a text.</summary>
    private static IEnumerable<(string Type, string Name)> Acts()
    {
        var writers = Writers();
        return from type in House.Types
               // The demo city repeats what others write, and names its lists in the same manner.
               where !House.Composition.Contains(House.ModuleOf(type)) && House.ModuleOf(type) != nameof(Demo)
               let code = Code(type).ToList()
               where code.Exists(i => i.Operand is MethodReference called && writers.Contains(called.FullName))
               from name in code.Where(i => i.OpCode == OpCodes.Ldstr).Select(i => (string)i.Operand).Distinct()
               where Act().IsMatch(name) && !Modules.Contains(name.Split('.')[0])
               select (type.FullName, name);
    }

    private static HashSet<string> Writers()
    {
        string[] first = [typeof(AuditLog.Act).FullName!.Replace('+', '/'), typeof(RegisterBook.Deed).FullName!.Replace('+', '/')];
        var methods = House.Types.SelectMany(House.WithNested).SelectMany(type => type.Methods).ToList();
        HashSet<string> writers = [.. methods.Where(m => m.IsConstructor && first.Contains(m.DeclaringType.FullName)).Select(m => m.FullName)];
        for (var before = 0; before < writers.Count;)
        {
            before = writers.Count;
            writers.UnionWith(from method in methods
                              where method.HasBody && method.Parameters.Any(p => p.ParameterType.FullName == "System.String")
                              where method.Body.Instructions.Any(i => i.Operand is MethodReference called && writers.Contains(called.FullName))
                              select method.FullName);
        }
        return writers;
    }

    private static IEnumerable<Instruction> Code(TypeDefinition type) =>
        House.WithNested(type).SelectMany(t => t.Methods).Where(m => m.HasBody).SelectMany(m => m.Body.Instructions);

    [GeneratedRegex(@"^[a-z]+\.[a-z_]+$")]
    private static partial Regex Act();
}
