using System.Globalization;
using System.Text;
using BackCare.App.Data;
using BackCare.App.Serving;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace BackCare.App.Privacy;

/// <summary>One erasure that somebody asked for.</summary>
/// <param name="Visitor">The pseudonym whose data was erased; with the rows gone it names nothing.</param>
/// <param name="ErasedUtc">What was stored until then is gone.</param>
public readonly record struct Tombstone(string Visitor, DateTime ErasedUtc);

/// <summary>Erasures in a file outside the database, a line each, so that restoring an older backup cannot bring anybody back (docs/decisions/0126-tombstones.md).</summary>
/// <remarks>Lines are only added. Replicas that share the database share the file too; who writes has it to itself.</remarks>
public sealed partial class Tombstones
{
    private const int Attempts = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly ILogger<Tombstones> log;

    public Tombstones(IConfiguration configuration, Databases databases, ILogger<Tombstones> log)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(databases);
        this.log = log;
        Path = System.IO.Path.GetFullPath(configuration["Privacy:TombstonesPath"] is { Length: > 0 } set ? set : DefaultPath(configuration, databases.Settings));
    }

    /// <summary>The file; <c>Privacy:TombstonesPath</c>, else beside an embedded database, else in the models folder, which replicas share. A backup must not hold it.</summary>
    public string Path { get; }

    /// <summary>Adds erasures and waits until the disk has them.</summary>
    /// <returns>False when the file cannot be written; the log says why, and the marks in the database are written out by the next start that can.</returns>
    public async Task<bool> AddAsync(IReadOnlyCollection<Tombstone> erasures, CancellationToken cancellationToken)
    {
        if (erasures.Count == 0)
            return true;
        byte[] lines = Encoding.ASCII.GetBytes(string.Concat(erasures.Select(e => string.Create(CultureInfo.InvariantCulture, $"{e.ErasedUtc:O} {e.Visitor}\n"))));
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
                await using var file = new FileStream(Path, FileMode.Append, FileAccess.Write, FileShare.None);
                await file.WriteAsync(lines, cancellationToken);
                file.Flush(flushToDisk: true);
                return true;
            }
            catch (IOException) when (attempt < Attempts && File.Exists(Path))
            {
                // Another replica writes.
                await Task.Delay(Pause, cancellationToken);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                NotWritten(log, fault.GetType().Name);
                return false;
            }
        }
    }

    /// <summary>Every erasure, by pseudonym the latest; a line that a crash cut short is passed over.</summary>
    public IReadOnlyCollection<Tombstone> Read()
    {
        if (!File.Exists(Path))
            return [];
        Dictionary<string, Tombstone> latest = new(StringComparer.Ordinal);
        using var reader = new StreamReader(new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite), Encoding.ASCII);
        while (reader.ReadLine() is { } line)
        {
            if (line.Split(' ') is [var time, { Length: 32 } visitor] && DateTime.TryParseExact(time, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out DateTime at)
                && (!latest.TryGetValue(visitor, out Tombstone known) || known.ErasedUtc < at))
                latest[visitor] = new Tombstone(visitor, at.ToUniversalTime());
        }

        return latest.Values;
    }

    private static string DefaultPath(IConfiguration configuration, DatabaseSettings settings) => settings.Provider == DatabaseProvider.Sqlite
        ? System.IO.Path.GetFullPath(new SqliteConnectionStringBuilder(settings.ConnectionString).DataSource) + ".tombstones"
        : System.IO.Path.Combine(System.IO.Path.GetDirectoryName(ModelsFolder.Of(configuration))!, "tombstones");

    [LoggerMessage(Level = LogLevel.Error, Message = "An erasure could not be noted outside the database ({Fault}; Privacy:TombstonesPath): should an older backup be restored before the next start, ask for it again.")]
    private static partial void NotWritten(ILogger log, string fault);
}
