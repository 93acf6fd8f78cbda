using System.Text.RegularExpressions;

namespace Zhibo.Tests.HouseRules;

/// <summary>Every page works without script, and needs nothing the content security policy forbids.</summary>
public sealed partial class PageRuleTests
{
    [Fact]
    public void A_form_says_where_it_goes_and_has_a_button() =>
        (from file in Components()
         from form in Form().Matches(file.Text)
         let tag = form.Groups["tag"].Value
         where !Action().IsMatch(tag) || !Button().IsMatch(form.Groups["body"].Value)
         select $"{file.Path}: {tag}")
        .ShouldBeNone("Without script a form needs an action and a button that submits it:");

    [Fact]
    public void A_posting_form_says_so_in_small_letters() =>
        (from file in Components()
         from tag in FormTag().Matches(file.Text)
         where tag.Value.Contains("@onsubmit", StringComparison.Ordinal) || tag.Value.Contains("@formname", StringComparison.Ordinal)
         select $"{file.Path}: {tag.Value}")
        .ShouldBeNone("Plain forms only:");

    [Fact]
    public void No_script_or_style_stands_in_a_page() =>
        (from file in Components()
         from inline in Inline().Matches(WithoutCode(file.Text))
         select $"{file.Path}: {inline.Value.Trim()}")
        .ShouldBeNone("The policy forbids inline script and style; use a class, or a module that looks for a data attribute:");

    [Fact]
    public void A_component_is_markup() =>
        (from file in House.Sources(".razor")
         where file.Text.Contains("@page ", StringComparison.Ordinal) || file.Text.Contains("@rendermode", StringComparison.Ordinal) || file.Text.Contains("<EditForm", StringComparison.Ordinal)
         select file.Path)
        .ShouldBeNone("Pages are rendered by endpoints, with plain forms:");

    [Fact]
    public void A_picture_has_words() =>
        (from file in Components()
         from picture in Picture().Matches(file.Text)
         where !picture.Value.Contains("alt=", StringComparison.Ordinal)
         select $"{file.Path}: {picture.Value}")
        .ShouldBeNone("Give the picture an alt text, empty if it only decorates:");

    private static IEnumerable<SourceFile> Components() => House.Sources(".razor");

    private static string WithoutCode(string text) => CodeBlock().Replace(text, "");

    [GeneratedRegex(@"(?<tag><form\b[^>]*>)(?<body>.*?)</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex(@"<form\b[^>]*>")]
    private static partial Regex FormTag();

    [GeneratedRegex(@"\baction=""[^""]")]
    private static partial Regex Action();

    // A component whose name ends in Button stands for one.
    [GeneratedRegex(@"<button\b(?![^>]*type=""button"")|type=""submit""|<\w*Button\b|@ChildContent")]
    private static partial Regex Button();

    [GeneratedRegex(@"\son[a-z]+\s*=\s*""|\sstyle\s*=\s*""|<style\b|<script(?![^>]*\bsrc=)|javascript:", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();

    [GeneratedRegex(@"<img\b[^>]*>")]
    private static partial Regex Picture();

    [GeneratedRegex(@"^@code\s*\{.*", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CodeBlock();
}
