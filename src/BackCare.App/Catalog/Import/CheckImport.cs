using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.Domain.Catalog.Files;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Catalog.Import;

/// <summary>The dry run: reads the whole file as it is mapped and lays out beside the catalogue what would change. Nothing is changed.</summary>
public static class CheckImport
{
    /// <summary>How to read the file; what is null stays as it was found.</summary>
    /// <param name="Format">backcare, shopify or woocommerce.</param>
    /// <param name="Encoding">utf8, utf8withmark, utf16littleendian, utf16bigendian or windows1252.</param>
    /// <param name="Delimiter">One of , ; tab |.</param>
    /// <param name="DecimalSign">. or ,</param>
    /// <param name="Currency">Currency of prices that name none.</param>
    /// <param name="Fields">Field of a column by the column's name; empty leaves a column out. Columns that are not named stay as they are.</param>
    /// <param name="Full">Retires what the file does not have.</param>
    /// <param name="OverwriteEdited">Also changes what somebody edited or removed by hand.</param>
    public sealed record Choices(
        string? Format = null, string? Encoding = null, string? Delimiter = null, string? DecimalSign = null, string? Currency = null,
        IReadOnlyDictionary<string, string>? Fields = null, bool Full = false, bool OverwriteEdited = false);

    /// <param name="Id">The import.</param>
    /// <param name="How">How to read it.</param>
    /// <param name="Wait">True answers when it is done, false as soon as it has begun.</param>
    public sealed record Command(string Id, Choices How, bool Wait) : IRequest<Answer<Response>>
    {
        /// <summary>Told how far it is; null when nobody watches.</summary>
        public IProgress<ImportProgress>? Listener { get; init; }
    }

    /// <param name="Import">Where it stands.</param>
    public sealed record Response(ImportView Import);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.How).SetValidator(new ChoicesValidator());
    }

    internal sealed class ChoicesValidator : AbstractValidator<Choices>
    {
        public ChoicesValidator()
        {
            RuleFor(c => c.Format).Must(f => f is null || Enum.GetNames<FileFormat>().Contains(f, StringComparer.OrdinalIgnoreCase)).OverridePropertyName("format")
                .WithMessage(c => $"'{c.Format}' is no format. Use backcare, shopify or woocommerce.");
            RuleFor(c => c.Encoding).Must(e => e is null || Enum.GetNames<FileEncoding>().Contains(e, StringComparer.OrdinalIgnoreCase)).OverridePropertyName("encoding")
                .WithMessage(c => $"'{c.Encoding}' is no encoding. Use {string.Join(", ", Enum.GetNames<FileEncoding>()).ToLowerInvariant()}.");
            RuleFor(c => c.Delimiter).Must(d => d is null || (d.Length == 1 && CsvDelimiter.All.Contains(d[0]))).OverridePropertyName("delimiter")
                .WithMessage("Use a comma, a semicolon, a tab or a vertical bar.");
            RuleFor(c => c.DecimalSign).Must(d => d is null or "." or ",").OverridePropertyName("decimalSign").WithMessage("Use a point or a comma.");
            RuleFor(c => c.Currency).Must(c => c is null || PriceText.FaultOf(c) is null).OverridePropertyName("currency")
                .WithMessage(c => $"'{c.Currency}' {PriceText.FaultOf(c.Currency!)}. Write a code such as USD or EUR.");
        }
    }

    internal sealed class Handler(Databases databases, ImportRuns runs, ImportChoosing choosing, ImportWork work, ImportChecking checking) : IRequestHandler<Command, Answer<Response>>
    {
        internal static readonly ImportState[] From =
            [ImportState.Uploaded, ImportState.Checked, ImportState.Failed, ImportState.Cancelled, ImportState.Interrupted];

        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await runs.FindAsync(request.Id, cancellationToken) is not { } found)
                return ImportRuns.NoSuchImport;
            await using (BackCareDb db = databases.Open())
            {
                if (!await db.ImportParts.AnyAsync(p => p.ImportId == request.Id && p.Kind == ImportPart.File, cancellationToken))
                    return new Refusal(RefusalKind.Conflict, "The file of this import is no longer kept. Upload it again.");
            }

            if (await choosing.ChooseAsync(found, request.How, cancellationToken) is { } fault)
                return new Refusal(RefusalKind.Invalid, fault, [new RefusedField("fields", fault)]);
            if (await runs.ClaimAsync(request.Id, From, ImportState.Checking, cancellationToken) is { } busy)
                return busy;
            await choosing.SaveAsync(found, cancellationToken);
            Task running = work.Begin(request.Id, ImportState.Cancelled, (progress, stop) => checking.RunAsync(request.Id, progress, stop), request.Listener, request.Wait ? cancellationToken : CancellationToken.None);
            if (request.Wait)
                await running;
            StoredImport now = (await runs.FindAsync(request.Id, CancellationToken.None))!;
            cancellationToken.ThrowIfCancellationRequested();
            return request.Wait && now.State != ImportState.Checked ? new Refusal(RefusalKind.Unmet, now.Failure ?? "The check was not finished.") : new Response(ImportView.Of(now));
        }
    }
}
