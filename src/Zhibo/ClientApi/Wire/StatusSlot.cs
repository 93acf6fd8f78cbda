namespace Zhibo.ClientApi.Wire;

/// <summary>What of a status depends on its reader.</summary>
internal enum StatusSlot
{
    /// <summary>The end of the status itself.</summary>
    Tail,

    /// <summary>The end of the status that a reblog shows.</summary>
    InnerTail,

    /// <summary>The end of the status that is quoted.</summary>
    QuotedTail,

    QuoteState,

    /// <summary>The quoted status, or null in its place.</summary>
    Quoted,

    Withheld,
}
