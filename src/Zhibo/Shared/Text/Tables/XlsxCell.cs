namespace Zhibo.Shared.Text.Tables;

/// <summary>What a cell shows, or the word for why it shows nothing of use.</summary>
internal readonly record struct XlsxCell(string Text, string? Trouble = null, string? Shown = null)
{
    public bool IsBlank => Trouble is null && string.IsNullOrWhiteSpace(Text);
}
