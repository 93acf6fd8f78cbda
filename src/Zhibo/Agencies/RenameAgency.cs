using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Regions.Reading;
using Zhibo.Shared.Text;

namespace Zhibo.Agencies;

/// <summary>A unit was renamed or merged: the account stays, its former name is kept and shown.</summary>
public sealed class RenameAgency(Writer writer, RegisterRights rights, RegisterBook book, NewAgencies register, RegionTree regions)
{
    public sealed record Input(long AgencyId, long? UserId, string Name, string Reason)
    {
        /// <summary>Null leaves the nickname as it is.</summary>
        public string? Nickname { get; init; }
    }

    public async Task Run(Input input, CancellationToken ct)
    {
        await rights.RequireOver(input.UserId, input.AgencyId, ct);
        var (name, reason) = (AgencyText.Name(input.Name), AgencyText.Reason(input.Reason, needed: true));
        var nickname = string.IsNullOrWhiteSpace(input.Nickname) ? null : NameClaims.Nickname(input.Nickname, byOperator: true);
        await writer.Run(turn =>
        {
            var (agency, account) = RegisterBook.Take(turn, input.AgencyId);
            AgencyMoves.Next(agency.State, AgencyAct.Rename);
            register.RefuseSameName(turn, AgencyText.Key(name), agency.RegionCode, agency.Id);
            var deed = new RegisterBook.Deed(input.UserId, "agency.renamed") { Reason = reason, Detail = $"{agency.Name} → {name}" };
            if (agency.Name != name) book.History(turn, agency.Id, AgencyAct.Rename, agency.Name, name, deed);
            (agency.Name, agency.NameKey) = (name, AgencyText.Key(name));
            account.Unit = UnitLine.Of(name, agency.RegionCode, regions.Now);
            if (nickname is not null && nickname != account.Nickname)
            {
                NameClaims.Claim(turn, account.Id, handle: null, nickname);
                (account.Nickname, account.NicknameKey) = (nickname, Names.Skeleton(nickname));
            }
            book.Tell(turn, account, deed);
        }, ct);
    }
}
