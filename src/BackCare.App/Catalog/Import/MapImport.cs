using BackCare.App.Data;
using BackCare.App.Messaging;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Catalog.Import;

/// <summary>Reads the beginning of a file in another way, or keeps what its columns mean, without checking the rest. What a check had laid out is void then.</summary>
public static class MapImport
{
    /// <param name="Id">The import.</param>
    /// <param name="How">How to read it.</param>
    public sealed record Command(string Id, CheckImport.Choices How) : IRequest<Answer<Response>>;

    /// <param name="Import">As it is read now.</param>
    public sealed record Response(ImportView Import);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.How).SetValidator(new CheckImport.ChoicesValidator());
    }

    internal sealed class Handler(Databases databases, ImportRuns runs, ImportChoosing choosing) : IRequestHandler<Command, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await runs.FindAsync(request.Id, cancellationToken) is not { } found)
                return ImportRuns.NoSuchImport;
            if (!CheckImport.Handler.From.Contains(found.State))
                return new Refusal(RefusalKind.Conflict, $"The import is {ImportRuns.Word(found.State)}; how its file is read cannot be changed now.");
            if (await choosing.ChooseAsync(found, request.How, cancellationToken) is { } fault)
                return new Refusal(RefusalKind.Invalid, fault, [new RefusedField("fields", fault)]);
            await choosing.SaveAsync(found, cancellationToken);
            await using BackCareDb db = databases.Open();
            await db.Imports.Where(i => i.Id == request.Id && CheckImport.Handler.From.Contains(i.State)).ExecuteUpdateAsync(
                set => set.SetProperty(i => i.State, ImportState.Uploaded).SetProperty(i => i.Failure, (string?)null).SetProperty(i => i.FinishedUtc, (DateTime?)null), cancellationToken);
            return new Response(ImportView.Of((await runs.FindAsync(request.Id, cancellationToken))!));
        }
    }
}
