using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Zhibo.Agencies.Vouching;

namespace Zhibo.Commands;

/// <summary>verify chain FILE: checks a chain of vouchers that was fetched from some site, without asking anybody.</summary>
internal static class VerifyVerb
{
    private static readonly Argument<FileInfo> Chain = new("FILE") { Description = "Answer of /api/zhibo/v1/agencies/HANDLE/verification" };

    private static readonly Option<FileInfo?> Keys = new("--keys") { HelpName = "FILE", Description = "Answer of /.well-known/zhibo-keys of the site you trust" };

    private static readonly Option<string[]> Key = new("--key") { HelpName = "BASE64", Description = "A root key you trust; may be given several times" };

    private static readonly Option<DateTimeOffset?> At = new("--at") { HelpName = "TIME", Description = "Check as of this moment (default: now)" };

    public static Command New() => new("verify", "Check what another site says")
    {
        new Command("chain", "Check a chain of vouchers against root keys") { Chain, Keys, Key, At }.Does(Run),
    };

    private static async Task<int> Run(Call call)
    {
        var trusted = await Trusted(call);
        if (trusted.Count == 0) throw new CommandFailure("which root keys do you trust? name them with --keys or --key");
        var file = call.Get(Chain);
        if (file.Length > 4 * ChainCheck.LongestText) throw new CommandFailure($"{file.Name} is no chain: it is too long");
        var verdict = ChainCheck.Verify(await File.ReadAllTextAsync(file.FullName, call.Stop), trusted, call.Get(At) ?? TimeProvider.System.GetUtcNow());
        foreach (var link in verdict.Links)
            await call.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{link.Handle}\t{link.Name}\t{link.Seal}\tuntil {link.Expires:yyyy-MM-dd}"));
        if (!verdict.Valid) throw new CommandFailure($"link {verdict.At + 1} is not believed: {Reason(verdict.Fault)}");
        await call.Output.WriteLineAsync("valid");
        return 0;
    }

    private static async Task<IReadOnlyCollection<string>> Trusted(Call call)
    {
        List<string> keys = [.. call.Get(Key) ?? []];
        if (call.Get(Keys) is not { } file) return keys;
        try
        {
            using var document = JsonDocument.Parse(await File.ReadAllTextAsync(file.FullName, call.Stop));
            keys.AddRange(document.RootElement.GetProperty("keys").EnumerateArray().Select(k => k.GetProperty("key").GetString() ?? ""));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new CommandFailure($"{file.Name} holds no root keys");
        }
        return keys;
    }

    private static string Reason(ChainFault fault) => fault switch
    {
        ChainFault.Unreadable => "the file holds no chain",
        ChainFault.BadStatement => "its statement is not complete or not canonical",
        ChainFault.UnknownVersion => "its statement is of a version this program does not know",
        ChainFault.UntrustedRoot => "it is not signed with a root key you trust",
        ChainFault.WrongVoucher => "it is not signed by the account before it",
        ChainFault.MixedUp => "it belongs to another chain",
        ChainFault.BadSignature => "its signature does not fit",
        ChainFault.NotYet => "it was issued in the future",
        ChainFault.Expired => "it has ended",
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };
}
