using BackCare.App.Messaging;
using FluentValidation;
using MediatR;

namespace BackCare.App.Catalog.Import;

/// <summary>Stops the work at an import, in whichever process it is; one that nobody is at is discarded with its file. The catalogue stays as it is.</summary>
public static class CancelImport
{
    /// <param name="Id">The import.</param>
    /// <param name="By">Who stops it; shown.</param>
    public sealed record Command(string Id, string By) : IRequest<Answer<Response>>;

    /// <param name="Import">Where it stands; work ends within seconds.</param>
    /// <param name="Discarded">True when nobody was at it and it is gone.</param>
    public sealed record Response(ImportView Import, bool Discarded);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.By).NotEmpty().MaximumLength(200);
    }

    internal sealed class Handler(ImportRuns runs) : IRequestHandler<Command, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await runs.FindAsync(request.Id, cancellationToken) is not { } import)
                return ImportRuns.NoSuchImport;
            if (import.State is ImportState.Imported or ImportState.Undone)
                return new Refusal(RefusalKind.Conflict, "The import is in the catalogue; it can be taken back, not cancelled.");
            if (await runs.AskToStopAsync(request.Id, request.By, cancellationToken))
                return new Response(ImportView.Of((await runs.FindAsync(request.Id, cancellationToken))!), false);
            return await runs.ForgetAsync(request.Id, cancellationToken)
                ? new Response(ImportView.Of(import), true)
                : new Refusal(RefusalKind.Conflict, "Somebody went on with the import at the same moment. Look where it stands, and cancel it again.");
        }
    }
}
