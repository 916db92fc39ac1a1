using BackCare.App.Data;
using BackCare.App.Events;
using BackCare.App.Messaging;
using BackCare.App.Serving;
using BackCare.Domain.Learn.Drift;
using BackCare.Domain.Recommend;
using BackCare.Domain.Scoring;
using BackCare.Ranking.Data;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Learn;

/// <summary>How far the inputs of the newest lists have moved from those that the champion was trained on.</summary>
public static class GetDrift
{
    /// <param name="Lists">Newest lists to look at.</param>
    public sealed record Query(int Lists = 2_000) : IRequest<Answer<Response>>;

    /// <param name="Version">The champion; null when none serves.</param>
    /// <param name="Nothing">Why there is nothing to compare; null when there is.</param>
    /// <param name="Lists">Lists compared.</param>
    /// <param name="Simulated">They are of simulated shoppers, since the journal holds no others.</param>
    /// <param name="FromUtc">When the oldest of them was served.</param>
    /// <param name="ToUtc">When the newest was.</param>
    /// <param name="Report">Every input; null when there is nothing to compare.</param>
    public sealed record Response(string? Version, string? Nothing, int Lists, bool Simulated, DateTime? FromUtc, DateTime? ToUtc, DriftReport? Report);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(q => q.Lists).InclusiveBetween(1, 20_000);
    }

    internal sealed class Handler(BackCareDb db, ModelStore store) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query query, CancellationToken cancellationToken)
        {
            string? version = store.Champion().File?.Version;
            if (version is null)
                return Without(null, "No model is champion: the knowledge ranking was not trained, so there is nothing to drift from. Promote a model to watch its inputs.");
            IReadOnlyList<InputReference> references = new CardReading(store.Find(version)?.Card?.Json).Inputs;
            if (references.Count == 0)
                return Without(version, $"The card of model {version} does not say how its inputs were distributed, as cards of models trained here do.");

            string schema = FeatureSchema.Current.Hash;
            IQueryable<StoredList> lists = db.ServedLists.AsNoTracking().Where(l => l.Shown > 0 && l.SchemaHash == schema);
            bool simulated = !await lists.AnyAsync(l => !l.Simulated, cancellationToken);
            List<float> rows = [];
            DateTime? from = null, to = null;
            int taken = 0;
            await foreach (var list in lists.Where(l => l.Simulated == simulated).OrderByDescending(l => l.Sequence).Take(query.Lists)
                .Select(l => new { l.ServedUtc, l.Packed }).AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                taken++;
                to ??= list.ServedUtc;
                from = list.ServedUtc;
                AddShown(ListPacking.Unpack(list.Packed), rows);
            }

            if (taken == 0)
                return Without(version, "The journal holds no list with this build's inputs yet. Lists are journaled for shoppers who consent.");
            int width = FeatureSchema.Current.Width;
            FeatureMatrix matrix = FeatureMatrix.FromRows(rows.Count / width, width, rows.ToArray(), FeatureSchema.Current.Names);
            return new Response(version, null, taken, simulated, from, to, DriftReport.Of(references, matrix));
        }

        private static Response Without(string? version, string why) => new(version, why, 0, false, null, null, null);

        /// <summary>The rows of what was shown: those are what training reads too.</summary>
        private static void AddShown(ScoredList list, List<float> rows)
        {
            int width = FeatureSchema.Current.Width;
            foreach (ShownItem shown in list.Shown)
                rows.AddRange(list.Rows.Span.Slice(shown.Candidate * width, width));
        }
    }
}
