using BackCare.App.Events;
using BackCare.App.Learn.Experiments;
using BackCare.App.Messaging;
using BackCare.App.Privacy;
using BackCare.App.Serving;
using BackCare.Domain.Learn;
using BackCare.Domain.Learn.Simulation;
using BackCare.Domain.Recommend;
using FluentValidation;
using MediatR;

namespace BackCare.App.Learn;

/// <summary>Lets simulated shoppers use the shop as it serves now, and writes what they saw and did straight into the journal.</summary>
/// <remarks>Lists come from the champion, statistics and exploration that a request would get. Between two batches the statistics take the journal in, as they do
/// once a second in a host. Everything is marked as simulated.</remarks>
public static class SimulateShoppers
{
    /// <param name="Sessions">Visits.</param>
    /// <param name="Seed">Seed of preferences, shoppers and behaviour.</param>
    /// <param name="Days">Days before now over which the visits are spread.</param>
    /// <param name="ExaminationPower">Position k is looked at with chance k to the power of minus this.</param>
    /// <param name="ColdShare">Share of the catalogue that is listed only in the course of the days.</param>
    public sealed record Command(int Sessions, long Seed, int Days = 90, double ExaminationPower = 1, double ColdShare = 0.1) : IRequest<Answer<Response>>
    {
        /// <summary>Told after every batch.</summary>
        public IProgress<Progress>? Progress { get; init; }

        internal SimulationOptions OptionsUntil(DateTime utc) => new()
        {
            Sessions = Sessions,
            Seed = (ulong)Seed,
            UntilUtc = utc,
            Days = Days,
            ExaminationPower = ExaminationPower,
            ColdShare = ColdShare,
        };
    }

    /// <param name="Sessions">Visits so far.</param>
    /// <param name="Events">Events written so far.</param>
    public readonly record struct Progress(int Sessions, long Events);

    /// <param name="Sessions">Visits.</param>
    /// <param name="Lists">Visits that were shown products.</param>
    /// <param name="Events">Events written: one interaction each.</param>
    /// <param name="RankedBy">Name and version of the ranker that served them.</param>
    public sealed record Response(int Sessions, int Lists, long Events, string RankedBy);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c).Custom(static (command, context) =>
        {
            if (command.OptionsUntil(DateTime.UnixEpoch).Fault() is { } fault)
                context.AddFailure("options", fault);
        });
    }

    internal sealed class Handler(
        ShelfHost shelves, ServingPolicies policies, StatisticsHost statistics, ExperimentHost experiments, EventJournal journal, Pseudonyms pseudonyms, TimeProvider clock)
        : IRequestHandler<Command, Answer<Response>>
    {
        private const int Batch = 200;

        // What orders the visits of the batch at hand; simulated shoppers take part in a running experiment as any other.
        private readonly Dictionary<string, ExperimentChoice> choices = new(StringComparer.Ordinal);

        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (shelves.Current is not { } shelf)
                return ShelfHost.NotReady;
            await statistics.RefreshAsync(cancellationToken);
            await experiments.RefreshAsync(cancellationToken);
            var simulator = new Simulator(shelf, request.OptionsUntil(clock.GetUtcNow().UtcDateTime));
            int sessions = 0, lists = 0;
            long events = 0;
            string rankedBy = "";
            foreach (SimulatedSession[] some in simulator.Run(Policy).Chunk(Batch))
            {
                cancellationToken.ThrowIfCancellationRequested();
                JournalBatch batch = new([.. some.Where(s => s.List is not null).Select(s => Kept(s, shelf))], [.. some.SelectMany(s => s.Interactions).Select(Pseudonymous)]);
                await journal.AppendAsync(batch, cancellationToken);
                choices.Clear();
                await statistics.RefreshAsync(cancellationToken);
                (sessions, lists, events) = (sessions + some.Length, lists + batch.Lists.Count, events + batch.Interactions.Count);
                rankedBy = $"{some[^1].Outcome.Model.Name} {some[^1].Outcome.Model.Version}";
                request.Progress?.Report(new Progress(sessions, events));
            }

            return new Response(sessions, lists, events, rankedBy);
        }

        private ServingPolicy Policy(SimulatedVisit visit, Shelf shelf)
        {
            ServingPolicy today = policies.Journaled(shelf, visit.RecommendationId, visit.Shopper.VisitorId, visit.SessionId);
            ExperimentChoice choice = experiments.Choose(today, pseudonyms.Of(visit.Shopper.VisitorId), visit.RecommendationId);
            choices[visit.RecommendationId] = choice;
            return choice.Policy;
        }

        // A shelf from which later products were still missing is not stored, so such a list cannot be replayed; its numbers are kept all the same.
        private KeptList Kept(SimulatedSession session, Shelf shelf)
        {
            KeptList kept = KeptList.Of(
                session.List!.Id, session.List.ServedUtc, session.Request, session.Understanding, session.Policy, session.Outcome, shelf)
                .In(choices[session.List.Id]).For(session.Visit.Shopper.VisitorId, session.Visit.SessionId, pseudonyms);
            return ReferenceEquals(session.Shelf, shelf) ? kept : kept with { Told = null, Shelf = null };
        }

        private Interaction Pseudonymous(Interaction interaction) =>
            interaction with { VisitorId = pseudonyms.Of(interaction.VisitorId), SessionId = pseudonyms.Of(interaction.SessionId) };
    }
}
