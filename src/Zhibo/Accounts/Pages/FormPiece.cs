using Microsoft.AspNetCore.Components;
using Zhibo.Web;

namespace Zhibo.Accounts.Pages;

/// <summary>A page with a form: what was typed, and what was wrong with it.</summary>
public abstract class FormPiece<TView> : Piece
{
    [Parameter, EditorRequired]
    public TView View { get; set; } = default!;

    [Parameter]
    public FormFault? Fault { get; set; }

    protected string? Whole => Fault is { Field: null } ? Fault.Message : null;

    protected string? At(string field) => Fault?.Field == field ? Fault.Message : null;
}
