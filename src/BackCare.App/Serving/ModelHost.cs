using BackCare.Domain.Scoring;
using Microsoft.Extensions.Configuration;

namespace BackCare.App.Serving;

/// <summary>Holds the ranker that serves. An empty or missing <c>Models:Path</c> is valid: the knowledge ranking serves.</summary>
public sealed class ModelHost(IConfiguration configuration)
{
    private readonly string champion = Path.Combine(configuration["Models:Path"] is { Length: > 0 } path ? path : "models", "ranking", "champion.json");
    private string? refused;

    /// <summary>The ranker that serves.</summary>
    public IRanker Ranker { get; } = new KnowledgeRanker();

    /// <summary>Why the champion does not serve; null when it does or there is none.</summary>
    public string? Refused => Volatile.Read(ref refused);

    /// <summary>Looks whether the champion moved.</summary>
    public void Refresh() =>
        Volatile.Write(ref refused, File.Exists(champion) ? "This build ranks by knowledge alone; the promoted model is not read." : null);
}
