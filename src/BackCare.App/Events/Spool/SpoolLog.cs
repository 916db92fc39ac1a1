using Microsoft.Extensions.Logging;

namespace BackCare.App.Events.Spool;

/// <summary>What the log says of the spool; never an id.</summary>
internal static partial class SpoolLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "The database does not take events: they wait on this host's disk (Journal:Spool) and are stored when it does.")]
    public static partial void Spooling(this ILogger log);

    [LoggerMessage(Level = LogLevel.Information, Message = "Everything that waited on disk is in the database.")]
    public static partial void Emptied(this ILogger log);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A process that ended left {Files} spool files with {Bytes} bytes; they are stored now.")]
    public static partial void Adopting(this ILogger log, int files, long bytes);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Entries} lists or events cannot be stored ({Fault}) and were set aside beside the spool; everything else goes on. They are tried again at the next start.")]
    public static partial void Poisoned(this ILogger log, int entries, string fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "The spool file {File} was set aside: {Why} It is tried again at the next start.")]
    public static partial void Unreadable(this ILogger log, string file, string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "The spool folder cannot be written (Journal:Spool): events are refused while the database is away.")]
    public static partial void NotWritable(this ILogger log, Exception fault);
}
