using System.Data.Common;
using System.Globalization;

namespace Zhibo.Bench;

/// <summary>The nation of seed 000: 80,000 of the accounts are agencies on five levels, and one hall holds them all.</summary>
internal static class GenerateHalls
{
    public const int Agencies = 80_000;

    /// <summary>The last of those with a session.</summary>
    public const int Administrator = Corpus.Readers + Corpus.BusyReaders - 1;
    private const int Provinces = 31, CitiesEach = 11, CountiesEach = 8, TownsEach = 14, Lines = 20;
    private const int FirstProvince = 11, FirstTown = 101;

    private static readonly string[] LineNames =
        ["公安", "法院", "旅游", "工商", "共青团", "教育", "卫生", "交通", "城管", "环保", "社区", "检察", "司法", "民政", "财政", "水务", "农业", "气象", "消防", "人社"];

    /// <summary>The last of the corpus: the first are citizens.</summary>
    public static bool IsAgency(Corpus corpus, int account) => account >= corpus.Accounts - Agencies;

    public static string NameOf(int account) => $"{LineNames[account % Lines]}{(Level(account) <= 2 ? "厅局" : "所站")}{account}";

    public static void Run(DbConnection connection, Corpus corpus)
    {
        Console.Error.WriteLine($"Writing {Agencies} agencies …");
        Regions(connection);
        using (var rows = Generate.Rows.To(connection, "lines", "key", "name", "\"order\""))
            for (var n = 0; n < Lines; n++) rows.Add(LineKey(n), LineNames[n], n);
        using (var rows = Generate.Rows.To(connection, "agencies", "id", "name", "name_key", "region_code", "line_key", "level", "state", "state_since", "seal", "contact", "phone", "address", "hours", "duties", "seats_reach_down"))
            for (var n = corpus.Accounts - Agencies; n < corpus.Accounts; n++)
                rows.Add(corpus.AccountId(n), NameOf(n), NameOf(n), RegionOf(n), LineKey(n % Lines), Level(n), 2, Generate.Time(connection, -300), 0, "", "", "", "", "", Generate.Bool(connection, false));
        using var halls = Generate.Rows.To(connection, "halls", "id", "slug", "name", "intro", "lead_id", "emblem", "layout", "is_main");
        halls.Add(1L, "nation", "全国政务微博发布厅", "八万家机构在这里。", corpus.AccountId(corpus.Accounts - Agencies), "国", "", Generate.Bool(connection, false));
    }

    private static void Regions(DbConnection connection)
    {
        using var rows = Generate.Rows.To(connection, "regions", "code", "parent_code", "level", "name", "short_name", "pinyin", "initials", "variants", "added_here");
        for (var p = 0; p < Provinces; p++)
        {
            Add("", Code(p), 1);
            for (var c = 0; c < CitiesEach; c++)
            {
                Add(Code(p), Code(p, c), 2);
                for (var x = 0; x < CountiesEach; x++)
                {
                    Add(Code(p, c), Code(p, c, x), 3);
                    for (var t = 0; t < TownsEach; t++) Add(Code(p, c, x), Code(p, c, x, t), 4);
                }
            }
        }

        void Add(string parent, string code, int level) =>
            rows.Add(code, parent.Length == 0 ? DBNull.Value : parent, level, "地区" + code, "地" + code, "", "", "", Generate.Bool(connection, false));
    }

    /// <summary>Of a hundred agencies 2 are of a province, 8 of a city, 30 of a county and 60 of a town.</summary>
    private static int Level(int account) => (account * 37 % 100) switch { < 2 => 1, < 10 => 2, < 40 => 3, _ => 4 };

    private static string RegionOf(int account)
    {
        var (p, c, x, t) = (account % Provinces, account / 31 % CitiesEach, account / 341 % CountiesEach, account / 2728 % TownsEach);
        return Level(account) switch { 1 => Code(p), 2 => Code(p, c), 3 => Code(p, c, x), _ => Code(p, c, x, t) };
    }

    private static string LineKey(int line) => "line" + line.ToString(CultureInfo.InvariantCulture);

    private static string Code(int p, int? c = null, int? x = null, int? t = null) => string.Create(CultureInfo.InvariantCulture, $"{p + FirstProvince}{c + 1:00}{x + 1:00}{t + FirstTown:000}");
}
