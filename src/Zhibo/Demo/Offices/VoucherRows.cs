using System.Globalization;
using Zhibo.Agencies.Vouching;
using Zhibo.Demo.People;
using Zhibo.Demo.Rows;
using Zhibo.Shared;

namespace Zhibo.Demo.Offices;

/// <summary>What vouchers are signed with, and the site they name.</summary>
internal sealed record SigningMeans(AgencyKeys Keys, string Site);

/// <summary>The chains of words: the site for the province, the province for the city, the city for its counties and
/// bureaus, the counties for what is below. Each word is really signed.</summary>
internal sealed class VoucherRows : IDisposable
{
    private readonly City _city;
    private readonly RegisterRows _register;
    private readonly Numbers _numbers;
    private readonly Founding _founding;
    private readonly AgencyKeys _keys;
    private readonly Papers _papers;
    private readonly string _site;
    private readonly Dictionary<long, SigningKey> _opened = [];

    public VoucherRows(City city, RegisterRows register, Numbers numbers, Founding founding, Papers papers, SigningMeans means)
    {
        (_city, _register, _numbers, _founding, _keys, _papers, _site) = (city, register, numbers, founding, means.Keys, papers, means.Site);
        foreach (var (row, office) in register.Offices.Index())
            if (office.WasVouchedFor) Vouch(row, office);
        foreach (var official in register.Officials) Vouch(official.Id, official.AgencyId);
    }

    public List<AgencyKey> Keys { get; } = [];

    public List<Voucher> Vouchers { get; } = [];

    private Actor Admin => _city.Cast["halladmin"];

    private void Vouch(int row, OfficeEntry office)
    {
        var actor = _city.Cast[office.Handle];
        var at = _founding.Vouched(_register.Depth(office), row);
        var evidence = office.Parent is null ? "evidence.site" : "evidence." + office.Seal;
        var voucher = Give(actor, office.Name, office.Seal, office.Parent, _papers.Of(evidence, _city.Times.DayOf(at).Year, row + 1), at, Until.For(office, row, _city.Times.Today));
        if (office.Life != OfficeLife.Revoked) return;
        (voucher.RevokedAt, voucher.RevokedReason) = (_founding.At(9, 10, 20), _papers["reason.revoked"]);
        _register.Chronicle.Add(_founding.At(9, 10, 20), Admin, "voucher.revoked", voucher.ByAgencyId, Chronicle.Of("agency", actor.Id), _papers["reason.revoked"]);
    }

    private void Vouch(long officialId, long agencyId)
    {
        var actor = _city.Cast.Others.First(o => o.Id == officialId);
        var office = _city.Cast.Everybody.First(a => a.Id == agencyId).Handle;
        var at = actor.JoinedAt.AddMinutes(20);
        Give(actor, $"{actor.Nickname} {_papers["title." + actor.Handle]}", SealKind.Official, office,
            _papers.Of("evidence.Official", _city.Times.DayOf(at).Year, 12), at, _city.Times.Today.AddDays(330));
    }

    private Voucher Give(Actor child, string name, SealKind seal, string? by, string evidence, DateTimeOffset at, DateOnly until)
    {
        var (parent, signer, expires) = (by is null ? null : _city.Cast[by], KeyOf(by is null ? null : _city.Cast[by].Id), _founding.EndOf(until));
        var voucher = new PastVoucher(_numbers.At(at), child.Id, child.Handle, name)
        {
            ByAgencyId = parent?.Id,
            ByHandle = parent?.Handle,
            UserId = Admin.UserId,
            Seal = seal,
            Evidence = evidence,
            ExpiresAt = expires,
        }.Sign(_site, KeyOf(child.Id).Public, signer);
        Vouchers.Add(voucher);
        _register.Chronicle.Add(at, Admin, "voucher.given", parent?.Id, Chronicle.Of("agency", child.Id), "until " + until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        return voucher;
    }

    /// <summary>Of zero, that is null, the root key of the site.</summary>
    private SigningKey KeyOf(long? agencyId)
    {
        if (_opened.TryGetValue(agencyId ?? 0, out var known)) return known;
        var made = _keys.New(agencyId);
        made.Id = _numbers.At(_founding.Keys);
        Keys.Add(made);
        return _opened[agencyId ?? 0] = _keys.Open(made);
    }

    public void Dispose()
    {
        foreach (var key in _opened.Values) key.Dispose();
    }
}
