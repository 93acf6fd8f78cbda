using Amazon.Runtime;
using Zhibo.Media;
using Zhibo.Media.Making;
using Zhibo.Media.Storing;

namespace Zhibo.Commands.Doctor;

/// <summary>Can pictures be made small, films be cleaned, and both be kept?</summary>
internal sealed class MediaLook(Workbench bench, UploadRules rules, MediaStore store)
{
    public async Task<IReadOnlyList<Finding>> Look(CancellationToken ct) => [await Pictures(ct), Films(), await Store(ct)];

    private async Task<Finding> Pictures(CancellationToken ct)
    {
        const string Mend = "put libvips-cpp.so back beside the program, or apt-get install libvips42";
        try
        {
            return await bench.Version(ct) is { } version ? Finding.Ok("pictures", "libvips " + version) : Finding.Fail("pictures", "no libvips: nobody can send a picture", Mend);
        }
        catch (Exception e) when (e is IOException or TimeoutException or System.ComponentModel.Win32Exception)
        {
            return Finding.Fail("pictures", "the worker does not start: " + e.Message, Mend);
        }
    }

    private Finding Films() => rules.Ffmpeg is { } ffmpeg
        ? Finding.Ok("films", ffmpeg)
        : Finding.Warn("films", "no ffmpeg: films keep the place and the device they were made with, and have no still", "apt-get install ffmpeg, or set ZHIBO__Uploads__Ffmpeg");

    private async Task<Finding> Store(CancellationToken ct)
    {
        try
        {
            return Finding.Ok("media", await store.Probe(ct));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Finding.Fail("media", e.Message, "give the folder to the user that runs zhibo, or name another with ZHIBO__Media");
        }
        catch (Exception e) when (e is AmazonServiceException or AmazonClientException or HttpRequestException)
        {
            return Finding.Fail("media", e.Message, "check ZHIBO__Media, ZHIBO__Bucket__Endpoint and the keys");
        }
    }
}
