namespace BackCare.App.Serving;

/// <summary>Files that are on disk before anybody can see them.</summary>
internal static class DurableFile
{
    /// <summary>Writes a new file and waits until the disk has it.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        file.Write(content);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Replaces a file in one step: a reader sees the old one or the new one, whole.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        string partial = $"{path}.{Environment.ProcessId}.partial";
        File.Delete(partial);
        try
        {
            Write(partial, content);
            File.Move(partial, path, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
    }
}
