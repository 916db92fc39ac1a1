using BackCare.App.Accounts;
using BackCare.App.Messaging;
using BackCare.App.Serving;
using FluentValidation;
using MediatR;

namespace BackCare.App.Learn;

/// <summary>Makes a model the champion when the gate lets it; hosts take it over within two seconds.</summary>
public static class PromoteModel
{
    /// <param name="Version">The model.</param>
    /// <param name="By">Who promotes; recorded.</param>
    /// <param name="Decide">A person decides where the gate says that there is not enough evidence.</param>
    /// <param name="Reason">Why that person decides so; recorded.</param>
    public sealed record Command(string Version, Actor By, bool Decide = false, string? Reason = null) : IRequest<Answer<Response>>;

    /// <param name="Version">The champion now.</param>
    /// <param name="Previous">What served before; null is the knowledge prior.</param>
    /// <param name="ChangedUtc">When it changed.</param>
    /// <param name="Note">Something to look at, such as a comparison with another model than the one that served; null when there is nothing.</param>
    public sealed record Response(string Version, string? Previous, DateTime ChangedUtc, string? Note);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.By.Name).NotEmpty().MaximumLength(200);
            RuleFor(c => c.Reason).MaximumLength(1_000);
            RuleFor(c => c.Reason).NotEmpty().When(c => c.Decide).WithMessage("A decision needs its reason in words; it is recorded.");
        }
    }

    internal sealed class Handler(ModelStore store, ModelHost models, ChampionAudit audit, TimeProvider clock) : IRequestHandler<Command, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Command command, CancellationToken cancellationToken)
        {
            if (store.Find(command.Version) is not { } model)
                return ModelAnswers.NoSuchModel;
            if (store.RankerOf(model.Version).Refusal is { } broken)
                return new Refusal(RefusalKind.Unmet, broken);
            if (GateRefuses(model, command) is { } refused)
                return refused;

            DateTime now = clock.GetUtcNow().UtcDateTime;
            string? previous = null;
            Answer<ChampionFile> changed = await store.ChangeChampionAsync(
                champion =>
                {
                    previous = champion.Version;
                    return champion.Version == model.Version
                        ? new Refusal(RefusalKind.Conflict, $"Model {model.Version} is the champion already; nothing was changed.")
                        : NotComparedWith(model, champion.Version) is { } overtaken ? overtaken
                        : champion.After(new ChampionChange(model.Version, now, command.By.Name, command.Decide ? command.Reason : null));
                },
                cancellationToken);
            if (changed.Refusal is { } conflict)
                return conflict;
            models.Refresh();
            await audit.RecordAsync(command.By, "model.promoted", model.Version, $"before: {previous ?? "the knowledge prior"}{(command.Decide ? $"; decided: {command.Reason}" : "")}");
            return new Response(model.Version, previous, now, NoteOn(model, previous));
        }

        private static string? NoteOn(StoredModel model, string? previous) =>
            model.Card!.ComparedWith is { } compared && compared != (previous ?? "knowledge") && !(previous is null && model.Card.BesideStarter)
                ? $"The gate compared model {model.Version} with {compared}, while {previous ?? "the knowledge prior"} served until now. Train again to compare it with that one."
                : null;

        /// <summary>A starter need not be beaten, so what was held beside one was held against the knowledge prior: that says nothing of a model that has earned its place since.</summary>
        private Refusal? NotComparedWith(StoredModel model, string? champion) =>
            model.Card!.BesideStarter && champion is not null && store.Find(champion)?.Card?.Starter != true
                ? new Refusal(RefusalKind.Unmet, $"The gate held model {model.Version} against the knowledge ranking, beside the starter {model.Card.ComparedWith}; now {champion} serves, which is no starter. Train again to compare with it.")
                : null;

        /// <summary>The gate's word stands; only where it had too little evidence may a person decide.</summary>
        private static Refusal? GateRefuses(StoredModel model, Command command)
        {
            string verdict = model.Card!.Verdict ?? GateWords.NotLooked;
            string why = string.Join(' ', model.Card.Reasons);
            return verdict == GateWords.Promote ? null
                : verdict is not (GateWords.NotEnoughEvidence or GateWords.NotLooked)
                    ? new Refusal(RefusalKind.Unmet, $"The gate refused model {model.Version} and nobody can overrule it. {why}".TrimEnd())
                : command.Decide ? null
                : new Refusal(RefusalKind.Unmet, (verdict == GateWords.NotLooked
                    ? $"The gate has not looked at model {model.Version}, so nothing says that it is better. A person may decide with a reason."
                    : $"The gate had not enough evidence for model {model.Version}; a person may decide with a reason. {why}").TrimEnd());
        }
    }
}

/// <summary>What <c>gate.verdict</c> of a card can say.</summary>
internal static class GateWords
{
    public const string Promote = "promote", NotEnoughEvidence = "not_enough_evidence", NotLooked = "";
}
