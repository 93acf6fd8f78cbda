using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Zhibo.Tests.Media;

/// <summary>Files for stories, made on the spot.</summary>
internal static class Drawings
{
    /// <summary>A place in Sichuan, as cameras write it: whoever finds these letters in an answer has found somebody's home.</summary>
    public const string Secret = "GPS-31.1N-104.4E";

    /// <summary>Stripes and slopes in a colour of its own.</summary>
    public static byte[] Png(int width, int height, byte hue = 120)
    {
        using var raw = new MemoryStream();
        using (var packed = new ZLibStream(raw, CompressionLevel.Fastest, leaveOpen: true))
        {
            var row = new byte[1 + (width * 3)];
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++) (row[1 + (x * 3)], row[2 + (x * 3)], row[3 + (x * 3)]) = ((byte)(x * 255 / width), (byte)(y * 255 / height), (byte)(hue + (x / 16 % 2 * 40)));
                packed.Write(row);
            }
        }
        return Png(width, height, raw.ToArray());
    }

    /// <summary>A header that promises more than anybody can hold.</summary>
    public static byte[] PixelBomb(int side)
    {
        using var raw = new MemoryStream();
        using (var packed = new ZLibStream(raw, CompressionLevel.SmallestSize, leaveOpen: true)) packed.Write(new byte[100_000]);
        return Png(side, side, raw.ToArray());
    }

    private static byte[] Png(int width, int height, byte[] pixels)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);
        return [0x89, .. "PNG\r\n\x1a\n"u8, .. Chunk("IHDR", header), .. Chunk("IDAT", pixels), .. Chunk("IEND", [])];
    }

    private static byte[] Chunk(string type, byte[] data)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        var check = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(check, Crc(body));
        return [.. length, .. body, .. check];
    }

    private static uint Crc(byte[] data)
    {
        var crc = uint.MaxValue;
        foreach (var b in data)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }
        return ~crc;
    }

    /// <summary>A moving picture of one dot.</summary>
    public static byte[] Gif(int frames, int side = 1)
    {
        var size = new byte[4];
        BinaryPrimitives.WriteUInt16LittleEndian(size, (ushort)side);
        BinaryPrimitives.WriteUInt16LittleEndian(size.AsSpan(2), (ushort)side);
        byte[] frame = [0x21, 0xF9, 4, 0, 10, 0, 0, 0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 0x01, 0];
        return [.. "GIF89a"u8, .. size, 0x80, 0, 0, 200, 30, 30, 30, 30, 200, .. Enumerable.Repeat(frame, frames).SelectMany(f => f), 0x3B];
    }

    /// <summary>A photograph with everything a telephone writes into it: place, upright, comment, XMP, and a second file behind it.</summary>
    public static byte[] WithSecrets(byte[] jpeg, bool turned = false)
    {
        byte[] place = [.. Encoding.ASCII.GetBytes(Secret), 0];
        // Little-endian TIFF: orientation, then a pointer to the GPS part with one text in it.
        byte[] tiff =
        [
            .. "II*\0"u8, 8, 0, 0, 0,
            2, 0,
            0x12, 0x01, 3, 0, 1, 0, 0, 0, (byte)(turned ? 6 : 1), 0, 0, 0,
            0x25, 0x88, 4, 0, 1, 0, 0, 0, 38, 0, 0, 0,
            0, 0, 0, 0,
            1, 0,
            0x1B, 0, 7, 0, (byte)place.Length, 0, 0, 0, 56, 0, 0, 0,
            0, 0, 0, 0,
            .. place,
        ];
        return
        [
            0xFF, 0xD8,
            .. Segment(0xE1, [.. "Exif\0\0"u8, .. tiff]),
            .. Segment(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. Encoding.UTF8.GetBytes($"<x:xmpmeta>{Secret}</x:xmpmeta>")]),
            .. Segment(0xED, [.. "Photoshop 3.0\08BIM"u8, .. place]),
            .. Segment(0xFE, place),
            .. jpeg.AsSpan(2),
            .. "PK\u0003\u0004"u8, .. place,
        ];
    }

    private static byte[] Segment(byte marker, byte[] data) => [0xFF, marker, (byte)((data.Length + 2) >> 8), (byte)(data.Length + 2), .. data];
}
