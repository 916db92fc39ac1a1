using System.Text.Json.Serialization;
using BackCare.App.Accounts;
using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.Domain.Arrange;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Learn.Experiments;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Learn.Experiments;

/// <summary>Starts an experiment. One at a time runs on what is served; a shadow may run beside it.</summary>
public static class StartExperiment
{
    /// <param name="Name">What it is about.</param>
    /// <param name="Kind">ab_test, interleaving or shadow.</param>
    /// <param name="Treatment">What is compared.</param>
    /// <param name="Control">With what; the champion when it is left out.</param>
    /// <param name="Share">Share of consenting visitors who take part, above 0 and at most 1.</param>
    /// <param name="Goal">click, add_to_cart or purchase.</param>
    /// <param name="WindowMinutes">How long after a visitor's first list a success counts, 1 minute to 30 days.</param>
    /// <param name="Alpha">Chance of ever calling a difference that is not there, 0.001 to 0.2.</param>
    public sealed record Command(
        string Name, string Kind, ArmPart Treatment, ArmPart? Control = null, double Share = 1, string Goal = "click", int WindowMinutes = 60, double Alpha = 0.05)
        : IRequest<Answer<ExperimentPart>>
    {
        /// <summary>Who starts it; the host fills it in, never the caller.</summary>
        [JsonIgnore]
        public Actor By { get; init; } = Actor.Program;
    }

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Name).NotEmpty().WithMessage("Name the experiment.").MaximumLength(120).WithMessage("Use at most 120 characters.");
            RuleFor(c => c.Kind).Must(k => SnakeNames.TryParse(k, out ExperimentKind _)).WithMessage("Choose ab_test, interleaving or shadow.");
            RuleFor(c => c.Goal).Must(g => SnakeNames.TryParse(g, out ExperimentGoal _)).WithMessage("Choose click, add_to_cart or purchase.");
            RuleFor(c => c.Share).Must(s => s is > 0 and <= 1).WithMessage("Use a share of visitors above 0 and at most 1.");
            RuleFor(c => c.WindowMinutes).InclusiveBetween(1, 30 * 24 * 60).WithMessage("Use 1 minute to 30 days (43200).");
            RuleFor(c => c.Alpha).Must(a => a is >= 0.001 and <= 0.2).WithMessage("Use a chance of error from 0.001 to 0.2.");
            RuleFor(c => c.Treatment).Must((command, treatment) => treatment != (command.Control ?? new ArmPart(ExperimentArm.Champion)))
                .WithMessage("Both sides are the same; change the model or the exploration of one.");
            RuleFor(c => c.Treatment).SetValidator(new ArmValidator());
            RuleFor(c => c.Control!).SetValidator(new ArmValidator()).When(c => c.Control is not null);
            RuleFor(c => c).Must(c => c.Kind == ExperimentKind.AbTest.ToSnake() || (HasNoExploration(c.Treatment) && HasNoExploration(c.Control)))
                .OverridePropertyName("treatment").WithMessage("Only an A/B test compares exploration; leave it out or choose ab_test.");
            RuleFor(c => c).Must(c => c.Kind != ExperimentKind.Shadow.ToSnake() || (c.Control?.Model ?? ExperimentArm.Champion) == ExperimentArm.Champion)
                .OverridePropertyName("control").WithMessage("A shadow is compared with what was served: leave the control out.");
        }

        private static bool HasNoExploration(ArmPart? arm) => arm is not { ExplorationBudget: not null } and not { ExplorationTemperature: not null };
    }

    internal sealed class ArmValidator : AbstractValidator<ArmPart>
    {
        public ArmValidator()
        {
            RuleFor(a => a.Model).NotEmpty().WithMessage("Name a model version, champion or knowledge.").MaximumLength(120).WithMessage("Use at most 120 characters.");
            RuleFor(a => a.ExplorationBudget).Must(b => b is null or (>= 0 and <= 1)).WithMessage("Use a share of lists from 0 to 1.");
            RuleFor(a => a.ExplorationTemperature).Must(t => t is null or (>= ExplorationSettings.LeastTemperature and <= 1000)).WithMessage("Use a temperature from 0.01 to 1000.");
        }
    }

    internal sealed class Handler(BackCareDb db, ExperimentHost host, AuditTrail trail, TimeProvider clock) : IRequestHandler<Command, Answer<ExperimentPart>>
    {
        public async Task<Answer<ExperimentPart>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (request.By.Role < AccountRole.Analyst) return new Refusal(RefusalKind.Forbidden, "Only an analyst, an admin or an owner may start experiments.");
            StoredExperiment made = ToStored(request);
            foreach (string model in new[] { made.ControlModel, made.TreatmentModel })
            {
                if (host.RankerOf(model).Refused is { } why) return new Refusal(RefusalKind.Unmet, $"The model '{model}' cannot take part: {why}");
            }
            if (await db.Experiments.AsNoTracking().FirstOrDefaultAsync(e => e.RunningOn == made.RunningOn, cancellationToken) is { } other) return Busy(other.Name);
            db.Experiments.Add(made);
            trail.Add(request.By, "experiment.started", $"experiment:{made.Id}", $"{made.Name}: {made.ControlModel} against {made.TreatmentModel}");
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException) when (Other(made.RunningOn!) is { } first)
            {
                return Busy(first);
            }
            await host.RefreshAsync(cancellationToken);
            return ExperimentPart.Of(made, []);
        }

        /// <summary>The name of the experiment that took the surface meanwhile; null when the save failed for another reason.</summary>
        private string? Other(string surface)
        {
            db.ChangeTracker.Clear();
            return db.Experiments.AsNoTracking().FirstOrDefault(e => e.RunningOn == surface)?.Name;
        }

        private static Refusal Busy(string name) => new(RefusalKind.Conflict, $"'{name}' is running. Stop it first: two experiments at once would blur each other.");

        private StoredExperiment ToStored(Command request)
        {
            _ = SnakeNames.TryParse(request.Kind, out ExperimentKind kind);
            _ = SnakeNames.TryParse(request.Goal, out ExperimentGoal goal);
            return new StoredExperiment
            {
                Id = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"),
                Name = request.Name.Trim(),
                Kind = kind,
                ControlModel = request.Control?.Model ?? ExperimentArm.Champion,
                ControlBudget = request.Control?.ExplorationBudget,
                ControlTemperature = request.Control?.ExplorationTemperature,
                TreatmentModel = request.Treatment.Model,
                TreatmentBudget = request.Treatment.ExplorationBudget,
                TreatmentTemperature = request.Treatment.ExplorationTemperature,
                Share = request.Share,
                Goal = goal,
                WindowMinutes = request.WindowMinutes,
                Alpha = request.Alpha,
                StartedUtc = clock.GetUtcNow().UtcDateTime,
                StartedBy = request.By.Name,
                RunningOn = kind == ExperimentKind.Shadow ? StoredExperiment.Shadow : StoredExperiment.Recommendations,
            };
        }
    }
}
