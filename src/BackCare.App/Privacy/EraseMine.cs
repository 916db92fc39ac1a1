using BackCare.App.Messaging;
using BackCare.App.Serving;
using FluentValidation;
using MediatR;

namespace BackCare.App.Privacy;

/// <summary>Erases everything stored of one visitor: lists, what was understood and answered, interactions. Marks stay, so that a replay says so and nothing comes back, a tombstone outside the database, so that no backup brings it back.</summary>
public static class EraseMine
{
    /// <param name="VisitorId">The visitor's own id; presenting it is the proof.</param>
    public sealed record Command(string VisitorId) : IRequest<Answer<Response>>;

    /// <param name="Lists">Served lists that were erased.</param>
    /// <param name="Interactions">Interactions on them that were erased.</param>
    /// <param name="ErasedUtc">When.</param>
    public sealed record Response(int Lists, int Interactions, DateTime ErasedUtc);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.VisitorId).NotEmpty().MaximumLength(100).WithMessage("visitorId must name the visitor, in up to 100 characters.");
    }

    internal sealed class Handler(EventJournal journal, StatisticsHost statistics, Pseudonyms pseudonyms, Tombstones tombstones, TimeProvider clock) : IRequestHandler<Command, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            try
            {
                DateTime now = clock.GetUtcNow().UtcDateTime;
                IReadOnlyList<string> visitors = pseudonyms.AllOf(request.VisitorId);

                // Before the rows: a wish that is noted and not carried out is carried out by the next start, the other way round it could be lost.
                await tombstones.AddAsync([.. visitors.Select(visitor => new Tombstone(visitor, now))], cancellationToken);
                (int lists, int interactions) = (0, 0);
                foreach (string visitor in visitors)
                {
                    Erased erased = await journal.EraseAsync(visitor, cancellationToken);
                    await statistics.ForgetAsync(visitor, cancellationToken);
                    (lists, interactions) = (lists + erased.Lists, interactions + erased.Interactions);
                }

                return new Response(lists, interactions, clock.GetUtcNow().UtcDateTime);
            }
            catch (JournalUnavailableException)
            {
                return new Refusal(RefusalKind.NotReady, "The database could not be written, so nothing was erased. Try again in a minute.");
            }
        }
    }
}
