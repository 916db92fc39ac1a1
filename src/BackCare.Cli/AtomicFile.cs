using System.Text;

namespace BackCare.Cli;

/// <summary>Files that appear whole or not at all.</summary>
internal static class AtomicFile
{
    /// <summary>UTF-8 without a byte order mark.</summary>
    public static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes to a file beside <paramref name="path"/> and renames it when <paramref name="write"/> has finished; on any failure nothing stays behind.</summary>
    public static void Write(string path, Action<TextWriter> write) => Replace(path, partial =>
    {
        using StreamWriter writer = new(partial, append: false, Utf8);
        write(writer);
    });

    /// <summary>As <see cref="Write(string, Action{TextWriter})"/>, for bytes at hand.</summary>
    public static void Write(string path, byte[] bytes) => Replace(path, partial => File.WriteAllBytes(partial, bytes));

    /// <summary>Refuses a path that cannot become a file; a long-running verb asks before it starts.</summary>
    public static void CheckPlace(string path)
    {
        string full = Path.GetFullPath(path);
        if (!Directory.Exists(Path.GetDirectoryName(full)))
            throw new RefusedException($"The folder of {path} does not exist; create it first.");
        if (Directory.Exists(full))
            throw new RefusedException($"{path} is a folder; name a file in it.");
    }

    private static void Replace(string path, Action<string> write)
    {
        CheckPlace(path);
        string full = Path.GetFullPath(path);
        string partial = $"{full}.{Environment.ProcessId}.partial";
        try
        {
            write(partial);
            File.Move(partial, full, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
    }
}
