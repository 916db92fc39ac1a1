using System.Security.Cryptography;
using BackCare.Ranking.Forest;

namespace BackCare.Cli.Ltr;

/// <summary>Model files and the hashes that cards record.</summary>
internal static class ModelFile
{
    public static FlatForest Read(string path) => InputFile.Read(path, LightGbmText.Read);

    /// <summary>Lower-case SHA-256 of a file's bytes.</summary>
    public static string HashOf(string path)
    {
        if (!File.Exists(path))
            throw new RefusedException($"{path} does not exist; check the path.");
        using FileStream bytes = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }

    /// <summary>Lower-case SHA-256 of bytes.</summary>
    public static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>The bytes of a forest's model file.</summary>
    public static byte[] BytesOf(FlatForest forest)
    {
        using MemoryStream bytes = new();
        using (StreamWriter writer = new(bytes, AtomicFile.Utf8, leaveOpen: true))
            LightGbmText.Write(writer, forest);
        return bytes.ToArray();
    }
}
