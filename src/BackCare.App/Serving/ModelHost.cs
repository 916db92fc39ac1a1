using BackCare.Domain.Scoring;
using Microsoft.Extensions.Logging;

namespace BackCare.App.Serving;

/// <summary>Holds the ranker that serves and swaps it in one step when <c>champion.json</c> moves.</summary>
/// <remarks>
/// An empty or missing models folder is valid: the knowledge ranking serves. A champion that is damaged or of another feature schema is
/// refused with a reason, and what served before keeps serving; after a start that is the newest earlier champion that can serve.
/// </remarks>
public sealed partial class ModelHost(ModelStore store, ILogger<ModelHost> log)
{
    private State state = new(new KnowledgeRanker(), null, "");

    /// <summary>The ranker that serves.</summary>
    public IRanker Ranker => Volatile.Read(ref state).Ranker;

    /// <summary>Why the champion does not serve; null when it does or there is none.</summary>
    public string? Refused => Volatile.Read(ref state).Refused;

    /// <summary>Looks whether the champion moved, and takes it over when it can serve.</summary>
    public void Refresh()
    {
        State served = Volatile.Read(ref state);
        string seen = ChampionFiles.Stamp(store.Folder);
        if (seen == served.Seen)
            return;
        (IRanker? ranker, string? refused) = ChampionFiles.Read(store.Folder);
        // After a start nothing served before: the newest earlier champion that can serve does.
        if (refused is not null && served.Seen.Length == 0 && ChampionFiles.ReadEarlier(store.Folder) is { } earlier)
            (ranker, refused) = (earlier, $"{refused} {earlier.Version}, the champion before, serves meanwhile.");
        if (refused is not null && refused != served.Refused)
            NotServing(log, refused);
        else if (ranker is not null && (ranker.Name, ranker.Version) != (served.Ranker.Name, served.Ranker.Version))
            Serving(log, ranker.Name, ranker.Version);
        Volatile.Write(ref state, new State(ranker ?? served.Ranker, refused, seen));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The champion is not served: {Reason}")]
    private static partial void NotServing(ILogger log, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Ranking by {Name} {Version}.")]
    private static partial void Serving(ILogger log, string name, string version);

    private sealed record State(IRanker Ranker, string? Refused, string Seen);
}
