using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Accounts.Pages;

/// <summary>Why a form was not taken, in the reader's language.</summary>
public sealed record FormFault(string? Field, string Message)
{
    public static FormFault Of(Refusal refusal, Words words) => new(refusal.Field, words[refusal.Word, refusal.Args]);
}
