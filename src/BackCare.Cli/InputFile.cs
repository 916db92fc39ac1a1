using System.Text;

namespace BackCare.Cli;

/// <summary>Files a verb is given.</summary>
internal static class InputFile
{
    /// <summary>Opens a text file, or refuses with what is wrong with the path.</summary>
    public static StreamReader Open(string path)
    {
        if (Directory.Exists(path))
            throw new RefusedException($"{path} is a folder; name a file.");
        if (!File.Exists(path))
            throw new RefusedException($"{path} does not exist; check the path.");
        return new StreamReader(path, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16);
    }

    /// <summary>Runs a reader over a file; a format fault becomes a refusal that names the file.</summary>
    public static T Read<T>(string path, Func<TextReader, T> read)
    {
        using StreamReader source = Open(path);
        try
        {
            return read(source);
        }
        catch (FormatException fault)
        {
            throw new RefusedException($"{path}: {fault.Message}");
        }
    }
}
