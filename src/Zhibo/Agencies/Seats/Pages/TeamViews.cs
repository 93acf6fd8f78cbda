using Zhibo.Agencies.Tree;

namespace Zhibo.Agencies.Seats.Pages;

/// <summary>The team of an agency, as its desk shows it.</summary>
public sealed record TeamView(TeamAccess Access, ReadTeam.Outcome Team)
{
    public AgencyNode Agency => Access.Agency;

    public string Path => $"/desk/{Agency.Handle}/team";

    /// <summary>User of whoever looks: nobody takes their own seat here.</summary>
    public long Me { get; init; }

    /// <summary>Agencies right below, for those who may look after them.</summary>
    public IReadOnlyList<AgencyNode> Below { get; init; } = [];

    /// <summary>A code that was just made; shown this once.</summary>
    public MadeCode? Made { get; init; }

    /// <summary>The form that came back, and what was typed in it.</summary>
    public string Form { get; init; } = "";

    public string Handle { get; init; } = "";

    public string Reason { get; init; } = "";
}

/// <param name="Link">Leads to the invitation, with the code in it.</param>
public sealed record MadeCode(string Code, string Link, SeatRole Role, DateTimeOffset Until)
{
    /// <summary>Name of the official whom it signs in; null: it gives a seat.</summary>
    public string? Official { get; init; }

    public required Web.QrDrawing Qr { get; init; }
}

/// <summary>An agency at which one sits.</summary>
/// <param name="Roles">What one is there; one seat for each.</param>
public sealed record MySeat(Accounts.Acting.ActingSeat Seat, IReadOnlyList<Seat> Roles);

public sealed record MySeatsView(IReadOnlyList<MySeat> Seats);

/// <summary>An invitation, or the form that asks for its code.</summary>
/// <param name="Typed">What stands in the form.</param>
public sealed record InvitationView(string Typed)
{
    public AgencyNode? Agency { get; init; }

    /// <summary>Whom it signs in; null: it gives a seat.</summary>
    public FindInvitation.InvitedOfficial? Official { get; init; }

    public SeatRole Role { get; init; }

    public DateTimeOffset Until { get; init; }

    /// <summary>As it is printed.</summary>
    public string Code { get; init; } = "";

    /// <summary>Nickname of whoever is signed in.</summary>
    public string? SignedInAs { get; init; }
}

/// <summary>Which agencies can be invited.</summary>
public sealed record InviteView(IReadOnlyList<AgencyNode> Waiting, int All)
{
    public int Days { get; init; } = InviteAgencies.UsualDays;
}

/// <summary>The printed sheet.</summary>
public sealed record SheetView(IReadOnlyList<MadeCode> Cards, IReadOnlyList<AgencyNode> Agencies, string SiteAddress);
