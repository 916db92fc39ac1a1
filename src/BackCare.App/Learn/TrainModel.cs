using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.Ranking.Training;
using FluentValidation;
using MediatR;

namespace BackCare.App.Learn;

/// <summary>Trains a model from the journal, evaluates it and asks the gate: the one use case behind the command, the API, the page and the schedule.</summary>
public static class TrainModel
{
    /// <summary>What to train.</summary>
    /// <param name="Trainer">Name of the trainer.</param>
    /// <param name="Since">Only lists served from then on (UTC); null is from the beginning.</param>
    /// <param name="Until">Only lists served before then (UTC); null is to the start of the run.</param>
    /// <param name="Seed">Seed of everything random: the same data, options and seed give the same model file.</param>
    /// <param name="IncludeSimulated">Learn from simulated lists also when there are real ones. Without it they count only while there is nothing else.</param>
    public sealed record Order(
        string Trainer = TrainingOrder.DefaultTrainer, DateTime? Since = null, DateTime? Until = null, int Seed = 1, bool IncludeSimulated = false);

    /// <param name="Order">What to train.</param>
    /// <param name="By">Who asks, and by which way; recorded.</param>
    /// <param name="Wait">True answers when the run has ended, false as soon as it has started.</param>
    public sealed record Command(Order Order, string By, bool Wait) : IRequest<Answer<Response>>
    {
        /// <summary>Told where the run stands; null when nobody watches.</summary>
        public IProgress<TrainingStatus>? Listener { get; init; }

        /// <summary>The moment of the schedule that this run is for; null when a person asks. One run a moment, over all replicas.</summary>
        public DateTime? ScheduledUtc { get; init; }
    }

    /// <param name="Run">The run as it started.</param>
    /// <param name="Result">The model; null when the run goes on.</param>
    public sealed record Response(TrainingRun Run, TrainingResult? Result);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.By).NotEmpty().MaximumLength(200);
            RuleFor(c => c.Order.Trainer).NotEmpty().MaximumLength(80);
            RuleFor(c => c.Order.Seed).GreaterThanOrEqualTo(0);
            RuleFor(c => c.Order.Until).GreaterThan(c => c.Order.Since).When(c => c.Order.Since is not null && c.Order.Until is not null)
                .WithMessage("The end must lie after the beginning.");
        }
    }

    internal sealed class Handler(TrainerCatalog trainers, TrainingRuns runs, TrainingWork work) : IRequestHandler<Command, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Command command, CancellationToken cancellationToken)
        {
            Order order = command.Order;
            if (!trainers.TryFind(order.Trainer, out ITrainer? trainer, out string? absent))
                return new Refusal(RefusalKind.Invalid, absent);
            Answer<StoredTrainingRun> claimed = await runs.ClaimAsync(
                new TrainingOrder(trainer.Name, Utc.Of(order.Since), Utc.Of(order.Until), order.Seed, order.IncludeSimulated, command.By) { ScheduledUtc = command.ScheduledUtc }, cancellationToken);
            if (claimed.Refusal is { } busy)
                return busy;
            StoredTrainingRun run = claimed.Value;
            TrainingRun started = TrainingRun.Of(run, run.StartedUtc);
            var chosen = new ChosenTrainer(trainer, trainer is LambdaMart ? null : trainers.All.FirstOrDefault(listing => listing.Name == trainer.Name)?.Engine ?? trainer.Name);
            if (!command.Wait)
            {
                // Not bound to the request's token: the run outlives the request that asked for it.
                _ = work.Begin(run, chosen, command.Listener, CancellationToken.None);
                return new Response(started, null);
            }

            (TrainingEnd end, TrainingResult? result) = await work.Begin(run, chosen, command.Listener, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            return result is not null ? new Response(started, result) : new Refusal(RefusalKind.Unmet, end.Failure!);
        }
    }
}

/// <summary>The model that a run made.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Trainer">What made it.</param>
/// <param name="Ndcg10">Mean NDCG@10 on the latest lists, by shoppers it never saw; null when it could not be measured.</param>
/// <param name="Baselines">What others reach on the same lists.</param>
/// <param name="Verdict">The gate's verdict.</param>
/// <param name="Reasons">The gate's reasons, one sentence each.</param>
public sealed record TrainingResult(string Version, string Trainer, double? Ndcg10, TrainingBaselines Baselines, string Verdict, IReadOnlyList<string> Reasons);

/// <summary>Mean NDCG@10 on the same lists.</summary>
/// <param name="Random">Expectation over random orders.</param>
/// <param name="Popularity">Most responded to first, counted on the lists learned from.</param>
/// <param name="Knowledge">The knowledge prior.</param>
/// <param name="Champion">The champion; null when there is none.</param>
public sealed record TrainingBaselines(double? Random, double? Popularity, double? Knowledge, double? Champion);
