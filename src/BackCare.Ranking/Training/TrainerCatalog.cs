using System.Diagnostics.CodeAnalysis;

namespace BackCare.Ranking.Training;

/// <summary>Every trainer there is, by name, and which of them this build has. The one place that says that a trainer is not in this build.</summary>
/// <param name="all">All trainers that are known, in the order to list them.</param>
/// <param name="available">The trainers of this build: those that <paramref name="all"/> lists as available.</param>
public sealed class TrainerCatalog(IReadOnlyList<TrainerListing> all, IReadOnlyList<ITrainer> available)
{
    /// <summary>All trainers that are known, in the order to list them.</summary>
    public IReadOnlyList<TrainerListing> All => all;

    /// <summary>The trainers of this build.</summary>
    public IReadOnlyList<ITrainer> Available => available;

    /// <summary>Finds a trainer by name; a refusal comes back as a sentence.</summary>
    /// <param name="name">Name or alias of one of <see cref="All"/>; case counts.</param>
    /// <param name="trainer">The trainer, or null.</param>
    /// <param name="refusal">Null, or that the name is unknown, or that this build lacks the trainer, and what to do.</param>
    public bool TryFind(string name, [NotNullWhen(true)] out ITrainer? trainer, [NotNullWhen(false)] out string? refusal)
    {
        TrainerListing? listing = all.FirstOrDefault(candidate => candidate.Name == name || candidate.Alias == name);
        trainer = listing is null ? null : available.FirstOrDefault(candidate => candidate.Name == listing.Name);
        refusal = trainer is not null ? null
            : listing is not null ? $"trainer {listing.Name} is not in this build: {listing.WhyAbsent}."
            : $"There is no trainer {name}; there are {string.Join(", ", all.Select(known => known.Name))}.";
        return trainer is not null;
    }
}
