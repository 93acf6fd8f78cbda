using Mono.Cecil;

namespace Zhibo.Tests.HouseRules;

/// <summary>Everything a compiled type mentions: what it inherits, holds, takes, returns, calls, and is marked with.</summary>
internal static class References
{
    public static IEnumerable<MemberReference> Of(TypeDefinition type) =>
        House.WithNested(type).SelectMany(t => OfDeclaration(t).Concat(t.Methods.SelectMany(OfMethod)));

    /// <summary>The plain types inside arrays, generics, pointers and members.</summary>
    public static IEnumerable<TypeReference> Plain(MemberReference? member)
    {
        switch (member)
        {
            case null or GenericParameter: return [];
            case GenericInstanceType generic: return generic.GenericArguments.SelectMany(Plain).Concat(Plain(generic.ElementType));
            case FunctionPointerType: return [];
            case IModifierType modified: return Plain(modified.ElementType).Concat(Plain(modified.ModifierType));
            case TypeSpecification wrapped: return Plain(wrapped.ElementType);
            case TypeReference type: return type.DeclaringType is { } outer ? Plain(outer).Append(type) : [type];
            case GenericInstanceMethod generic: return generic.GenericArguments.SelectMany(Plain).Concat(Plain(generic.ElementMethod));
            case MethodReference method:
                return Plain(method.DeclaringType).Concat(Plain(method.ReturnType)).Concat(method.Parameters.SelectMany(p => Plain(p.ParameterType)));
            case FieldReference field: return Plain(field.DeclaringType).Concat(Plain(field.FieldType));
            default: return Plain(member.DeclaringType);
        }
    }

    private static IEnumerable<MemberReference> OfDeclaration(TypeDefinition type)
    {
        if (type.BaseType is not null) yield return type.BaseType;
        foreach (var face in type.Interfaces) yield return face.InterfaceType;
        foreach (var field in type.Fields) yield return field.FieldType;
        foreach (var constraint in type.GenericParameters.SelectMany(p => p.Constraints)) yield return constraint.ConstraintType;
        var marks = type.CustomAttributes.Concat(type.Fields.SelectMany(f => f.CustomAttributes)).Concat(type.Properties.SelectMany(p => p.CustomAttributes));
        foreach (var mark in marks.SelectMany(OfMark)) yield return mark;
    }

    private static IEnumerable<MemberReference> OfMethod(MethodDefinition method)
    {
        yield return method.ReturnType;
        foreach (var parameter in method.Parameters) yield return parameter.ParameterType;
        foreach (var constraint in method.GenericParameters.SelectMany(p => p.Constraints)) yield return constraint.ConstraintType;
        foreach (var mark in method.CustomAttributes.SelectMany(OfMark)) yield return mark;
        if (!method.HasBody) yield break;
        foreach (var local in method.Body.Variables) yield return local.VariableType;
        foreach (var caught in method.Body.ExceptionHandlers)
            if (caught.CatchType is not null) yield return caught.CatchType;
        foreach (var instruction in method.Body.Instructions)
            if (instruction.Operand is MemberReference member) yield return member;
    }

    private static IEnumerable<MemberReference> OfMark(CustomAttribute mark) =>
        mark.ConstructorArguments.Select(a => a.Value).OfType<TypeReference>().Prepend<MemberReference>(mark.AttributeType);
}
