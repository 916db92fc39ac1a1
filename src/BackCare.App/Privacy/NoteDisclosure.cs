using BackCare.App.Accounts;
using BackCare.App.Data;
using BackCare.App.Messaging;
using FluentValidation;
using MediatR;

namespace BackCare.App.Privacy;

/// <summary>Notes in the audit trail that somebody was shown, or took out, what single shoppers told or did: the log that a breach report reads.</summary>
public static class NoteDisclosure
{
    /// <summary>Somebody looked.</summary>
    public const string Read = "data.read";

    /// <summary>It left the shop as a file.</summary>
    public const string Exported = "data.exported";

    /// <param name="By">Who.</param>
    /// <param name="Action"><see cref="Read"/> or <see cref="Exported"/>.</param>
    /// <param name="Target">Of what: kind and id.</param>
    /// <param name="Detail">How much of it.</param>
    public sealed record Command(Actor By, string Action, string Target, string Detail = "") : IRequest<Answer<Response>>;

    /// <param name="AtUtc">When it was noted.</param>
    public sealed record Response(DateTime AtUtc);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Action).Must(action => action is Read or Exported).WithMessage($"action is {Read} or {Exported}.");
            RuleFor(c => c.Target).NotEmpty().MaximumLength(200);
        }
    }

    internal sealed class Handler(BackCareDb db, AuditTrail audit, TimeProvider clock) : IRequestHandler<Command, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            audit.Add(request.By, request.Action, request.Target, request.Detail);
            await db.SaveChangesAsync(cancellationToken);
            return new Response(clock.GetUtcNow().UtcDateTime);
        }
    }
}
