using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.App.Serving;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Recommend;

/// <summary>A past answer, rebuilt from what is stored of it and compared with what was served, byte for byte.</summary>
/// <remarks>Whoever holds the id may ask: it cannot be guessed, and the answer holds what its first reader saw and nothing of the visitor.</remarks>
public static class ReplayRecommendation
{
    /// <param name="Id">The recommendationId of the answer.</param>
    public sealed record Query(string Id) : IRequest<Answer<Response>>;

    /// <summary>The answer as it was, with how it was rebuilt.</summary>
    public sealed record Response : GetRecommendations.Response
    {
        public Response(GetRecommendations.Response answer, ReplayPart replay)
            : base(answer) => Replay = replay;

        /// <summary>How it was rebuilt and how that compares.</summary>
        public ReplayPart Replay { get; }
    }

    /// <param name="Result">exact (the same bytes), same_list (the same products, places, scores and propensities; words around them differ), different,
    /// or stored_only (it cannot be rebuilt; <paramref name="Items"/> are what was stored).</param>
    /// <param name="Missing">What is missing or was erased since, one sentence each.</param>
    /// <param name="Differences">What differs from what was served, one sentence each.</param>
    /// <param name="ServedUtc">When it was served.</param>
    /// <param name="ServedBy">Version of the program that served it; empty when it was not stored.</param>
    /// <param name="RebuiltBy">Version of the program that rebuilt it.</param>
    /// <param name="ShelfVersion">Catalog version it came from.</param>
    /// <param name="SchemaHash">Feature schema of its rows.</param>
    /// <param name="Draw">Seed of the random draw, in hex.</param>
    /// <param name="Explored">True when the draw fell into the exploration budget.</param>
    /// <param name="Exploration">Settings of the draw.</param>
    /// <param name="RuleIds">Merchandising rules that had an effect.</param>
    /// <param name="StatisticsSequence">Last journal entry that the statistics had seen.</param>
    /// <param name="ExperimentId">The experiment it was part of; null when none ran.</param>
    /// <param name="Arm">Its arm.</param>
    /// <param name="Simulated">True for a list of the simulator.</param>
    /// <param name="Items">What was shown, as it was stored.</param>
    public sealed record ReplayPart(
        string Result, IReadOnlyList<string> Missing, IReadOnlyList<string> Differences, DateTime ServedUtc, string ServedBy, string RebuiltBy, string ShelfVersion,
        string SchemaHash, string Draw, bool Explored, ExplorationPart Exploration, IReadOnlyList<string> RuleIds, long StatisticsSequence, string? ExperimentId,
        string? Arm, bool Simulated, IReadOnlyList<StoredItem> Items);

    /// <param name="Budget">Share of lists whose first places are drawn.</param>
    /// <param name="Temperature">How far a draw strays from the scores.</param>
    /// <param name="Window">First places that take part.</param>
    public sealed record ExplorationPart(double Budget, double Temperature, int Window);

    /// <param name="Position">1-based.</param>
    /// <param name="ProductId">The product.</param>
    /// <param name="Score">The ranker's score, before boosts.</param>
    /// <param name="Propensity">Probability of this product at this place over the random draw.</param>
    /// <param name="Pinned">Placed by a merchandising rule.</param>
    public sealed record StoredItem(int Position, string ProductId, double Score, double Propensity, bool Pinned);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(q => q.Id).Matches(@"^[A-Za-z0-9._:-]{1,120}\z").WithMessage("This is no recommendation id. Take the recommendationId of an answer.");
    }

    internal sealed class Handler(BackCareDb db, EventJournal journal, Replays replays) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            StoredList? list = await FindAsync(request.Id, cancellationToken);
            if (list is null && !journal.IsIdle)
            {
                // It may still wait to be written.
                await journal.FlushAsync(cancellationToken);
                list = await FindAsync(request.Id, cancellationToken);
            }

            if (list is not null)
                return await replays.OfAsync(list, cancellationToken);
            return await db.ErasedLists.AsNoTracking().SingleOrDefaultAsync(e => e.ListId == request.Id, cancellationToken) is { } erased
                ? new Refusal(RefusalKind.Erased, erased.ByAge
                    ? FormattableString.Invariant($"This answer was erased by age on {erased.ErasedUtc:yyyy-MM-dd}: it was older than answers are kept (Journal:KeepDays); nothing of it is left to replay.")
                    : FormattableString.Invariant($"This answer was erased at its visitor's wish on {erased.ErasedUtc:yyyy-MM-dd}; nothing of it is left to replay."))
                : new Refusal(RefusalKind.NotFound, "No answer is stored under this id. Answers are kept with the shopper's consent only.");
        }

        private Task<StoredList?> FindAsync(string id, CancellationToken cancellationToken) =>
            db.ServedLists.AsNoTracking().SingleOrDefaultAsync(l => l.Id == id, cancellationToken);
    }
}
