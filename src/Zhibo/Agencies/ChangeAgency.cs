using Zhibo.Accounts.Acting;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Agencies;

/// <summary>What an agency says of itself: contact, hours, duties, place. Its own people may change that; its code only
/// those above. The kind of its seal comes with a voucher. Null leaves a part as it is.</summary>
public sealed class ChangeAgency(Writer writer, RegisterRights rights, RegisterBook book)
{
    public sealed record Input(long AgencyId, long? UserId)
    {
        public string? Contact { get; init; }

        public string? Phone { get; init; }

        public string? Address { get; init; }

        public string? Hours { get; init; }

        /// <summary>One a line.</summary>
        public string? Duties { get; init; }

        public Place? Place { get; init; }

        /// <summary>By those above; empty takes it away.</summary>
        public string? UnitCode { get; init; }

        /// <summary>By a manager of the agency or those above.</summary>
        public bool? SeatsReachDown { get; init; }
    }

    /// <summary>Where the counter is, in degrees of WGS 84; both empty takes the place away.</summary>
    public sealed record Place(double? Latitude, double? Longitude);

    public async Task Run(Input input, CancellationToken ct)
    {
        if (input.UnitCode is not null) await rights.RequireOver(input.UserId, input.AgencyId, ct);
        else await rights.RequireAt(input.UserId, input.AgencyId, input.SeatsReachDown is null ? ActingRights.Profile : ActingRights.Manage, ct);
        var clean = Clean(input);
        await writer.Run(turn => Write(turn, clean), ct);
    }

    private static Input Clean(Input input)
    {
        if (input.Place is { } place && !IsOnEarth(place)) throw new Refusal(RefusalKind.Invalid, "agencies.place_bad", "latitude");
        return input with
        {
            Contact = input.Contact is null ? null : AgencyText.Line(input.Contact, "contact"),
            Phone = input.Phone is null ? null : AgencyText.Line(input.Phone, "phone"),
            Address = input.Address is null ? null : AgencyText.Line(input.Address, "address"),
            Hours = input.Hours is null ? null : AgencyText.Line(input.Hours, "hours"),
            Duties = input.Duties is null ? null : AgencyText.Lines(input.Duties, "duties"),
            UnitCode = input.UnitCode is null ? null : AgencyDrafts.Code(input.UnitCode) ?? "",
        };
    }

    private void Write(Db turn, Input input)
    {
        var (agency, account) = RegisterBook.Take(turn, input.AgencyId);
        if (agency.State == AgencyState.Closed) throw new Refusal(RefusalKind.Conflict, "agencies.closed");
        List<string> changed = [];
        Set(input.Contact, agency.Contact, v => agency.Contact = v, "contact");
        Set(input.Phone, agency.Phone, v => agency.Phone = v, "phone");
        Set(input.Address, agency.Address, v => agency.Address = v, "address");
        Set(input.Hours, agency.Hours, v => agency.Hours = v, "hours");
        Set(input.Duties, agency.Duties, v => agency.Duties = v, "duties");
        Set(input.Place, new(agency.Latitude, agency.Longitude), v => (agency.Latitude, agency.Longitude) = (v.Latitude, v.Longitude), "place");
        Set(input.SeatsReachDown, agency.SeatsReachDown, v => agency.SeatsReachDown = v!.Value, "reach");
        Set(input.UnitCode, agency.UnitCode ?? "", v => Recode(turn, agency, v), "unit_code");
        if (changed.Count > 0) book.Tell(turn, account, new(input.UserId, "agency.changed") { Detail = string.Join(' ', changed) });

        void Set<T>(T? wanted, T present, Action<T> set, string what)
        {
            if (wanted is null || Equals(wanted, present)) return;
            set(wanted);
            changed.Add(what);
        }
    }

    private static void Recode(Db turn, Agency agency, string code)
    {
        var wanted = code.Length == 0 ? null : code;
        NewAgencies.RefuseSameCode(turn, wanted, agency.Id);
        agency.UnitCode = wanted;
    }

    private static bool IsOnEarth(Place place) => place switch
    {
        { Latitude: null, Longitude: null } => true,
        { Latitude: >= -90 and <= 90, Longitude: >= -180 and <= 180 } => true,
        _ => false,
    };
}
