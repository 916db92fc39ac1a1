namespace BackCare.App.Events.Spool;

/// <summary>A spool file that waits to be stored.</summary>
internal sealed record WaitingFile(string Path, long Bytes, int Lists, int Events)
{
    /// <summary>One that a process which ended has left.</summary>
    public static WaitingFile Of(string path)
    {
        long bytes = new FileInfo(path).Length;
        try
        {
            IReadOnlyList<SpoolRecord> records = SpoolFile.Read(path).Records;
            return new WaitingFile(path, bytes, records.OfType<SpooledList>().Count(), records.OfType<SpooledEvents>().Sum(e => new AppendWork([], e.Interactions).Events));
        }
        catch (InvalidDataException)
        {
            // It is set aside with its reason when it is to be stored.
            return new WaitingFile(path, bytes, 0, 0);
        }
    }
}
