using BackCare.App.Accounts;
using BackCare.App.Messaging;
using BackCare.App.Serving;
using FluentValidation;
using MediatR;

namespace BackCare.App.Learn;

/// <summary>Brings back what served before the champion, at once; before the first champion that was the knowledge prior.</summary>
public static class RollBackModel
{
    /// <param name="By">Who rolls back; recorded.</param>
    /// <param name="From">The champion that the caller means; another one than this is left alone. Null takes whatever serves.</param>
    /// <param name="Reason">Why; recorded.</param>
    public sealed record Command(Actor By, string? From = null, string? Reason = null) : IRequest<Answer<Response>>;

    /// <param name="Version">The champion now; null is the knowledge prior.</param>
    /// <param name="From">The champion before.</param>
    /// <param name="PassedOver">Earlier champions that can no longer serve, each with the reason.</param>
    /// <param name="ChangedUtc">When it changed.</param>
    public sealed record Response(string? Version, string From, IReadOnlyList<string> PassedOver, DateTime ChangedUtc);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.By.Name).NotEmpty().MaximumLength(200);
            RuleFor(c => c.Reason).MaximumLength(1_000);
        }
    }

    internal sealed class Handler(ModelStore store, ModelHost models, ChampionAudit audit, TimeProvider clock) : IRequestHandler<Command, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Command command, CancellationToken cancellationToken)
        {
            DateTime now = clock.GetUtcNow().UtcDateTime;
            List<string> passedOver = [];
            string? from = null;
            Answer<ChampionFile> changed = await store.ChangeChampionAsync(
                champion =>
                {
                    if (champion.Version is null)
                        return new Refusal(RefusalKind.Conflict, "There is no champion to roll back; the knowledge prior serves.");
                    if (command.From is { } meant && meant != champion.Version)
                        return new Refusal(RefusalKind.Conflict, $"The champion is {champion.Version} by now; nothing was changed.");
                    from = champion.Version;
                    int index = NewestThatServes(champion, passedOver);
                    string? version = index < champion.Previous.Count ? champion.Previous[index].Version : null;
                    return champion.BackTo(index, new ChampionChange(version, now, command.By.Name, command.Reason ?? $"Rolled back from {from}."));
                },
                cancellationToken);
            if (changed.Refusal is { } refusal)
                return refusal;
            models.Refresh();
            await audit.RecordAsync(command.By, "model.rolled_back", changed.Value.Version, $"from: {from}{(command.Reason is { } why ? $"; {why}" : "")}");
            return new Response(changed.Value.Version, from!, passedOver, now);
        }

        private int NewestThatServes(ChampionFile champion, List<string> passedOver)
        {
            int index = 0;
            while (index < champion.Previous.Count && champion.Previous[index].Version is { } version && store.RankerOf(version).Refusal is { } broken)
            {
                passedOver.Add(broken);
                index++;
            }

            return index;
        }
    }
}
