using BackCare.App.Accounts;
using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.Domain.Catalog.Files;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Catalog.Import;

/// <summary>Receives a product file and says what it is: its kind by content, encoding, delimiter, format and what its columns seem to mean. Nothing is changed.</summary>
public static class UploadImport
{
    /// <summary>Most bytes of a file.</summary>
    public const long MostBytes = 256L << 20;

    /// <param name="FileName">What it is called; only shown.</param>
    /// <param name="Content">Its bytes.</param>
    /// <param name="By">Who uploads it.</param>
    public sealed record Command(string FileName, Stream Content, Actor By) : IRequest<Answer<Response>>;

    /// <param name="Import">The import as it begins.</param>
    public sealed record Response(ImportView Import);

    internal sealed class Handler(Databases databases, ImportRuns runs, TimeProvider clock) : IRequestHandler<Command, Answer<Response>>
    {
        private const int PartBytes = 1 << 20;

        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            await runs.ForgetOldAsync(cancellationToken);
            DateTime now = clock.GetUtcNow().UtcDateTime;
            var import = new StoredImport
            {
                Id = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"),
                State = ImportState.Receiving,
                FileName = Shown(request.FileName),
                RequestedBy = request.By.Name,
                CreatedUtc = now,
                HeardUtc = now,
            };
            await using BackCareDb db = databases.Open();
            db.Imports.Add(import);
            await db.SaveChangesAsync(cancellationToken);
            string? refused = null;
            try
            {
                refused = await ReceiveAsync(import, request.Content, cancellationToken) ?? await LookAsync(db, import, cancellationToken);
                if (refused is null)
                {
                    import.State = ImportState.Uploaded;
                    await db.SaveChangesAsync(cancellationToken);
                    return new Response(ImportView.Of(import));
                }
            }
            finally
            {
                if (import.State == ImportState.Receiving)
                    await runs.ForgetAsync(import.Id, CancellationToken.None);
            }

            return new Refusal(RefusalKind.Invalid, refused, [new RefusedField("file", refused)]);
        }

        private async Task<string?> ReceiveAsync(StoredImport import, Stream content, CancellationToken cancellationToken)
        {
            var detector = new EncodingDetector();
            byte[] buffer = new byte[PartBytes];
            for (int ordinal = 0; await content.ReadAtLeastAsync(buffer, PartBytes, throwOnEndOfStream: false, cancellationToken) is var read and > 0; ordinal++)
            {
                detector.Add(buffer.AsSpan(0, read));
                if (ordinal == 0 && SniffedFile.Of(detector.Head) is { IsText: false } sniffed)
                    return sniffed.Sentence;
                if (detector.Bytes > MostBytes)
                    return $"The file has more than {MostBytes >> 20} MB. Split it: an import takes a hundred thousand products with long descriptions in that.";
                await using BackCareDb db = databases.Open();
                db.ImportParts.Add(new ImportPart { ImportId = import.Id, Kind = ImportPart.File, Ordinal = ordinal, Bytes = buffer[..read] });
                await db.SaveChangesAsync(cancellationToken);
            }

            (import.Bytes, import.Encoding) = (detector.Bytes, detector.Encoding.ToString());
            return detector.Bytes == 0 ? SniffedFile.Of([]).Sentence : detector.Contradiction;
        }

        private async Task<string?> LookAsync(BackCareDb db, StoredImport import, CancellationToken cancellationToken)
        {
            (FileLook? look, string? fault) = await FileLook.AtAsync(databases, import.Id, Enum.Parse<FileEncoding>(import.Encoding), null, cancellationToken);
            if (look is null)
                return fault;
            look.Fill(import, FileFormats.Detect(look.Header));
            string? currency = await db.Products.AsNoTracking().GroupBy(p => p.Currency).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).Select(g => g.Key).FirstOrDefaultAsync(cancellationToken);
            import.Currency = currency ?? "USD";
            ColumnChoice? remembered = await db.ColumnChoices.AsNoTracking().SingleOrDefaultAsync(c => c.Fingerprint == import.Fingerprint, cancellationToken);
            if (remembered is not null)
                (import.Format, import.Fields) = (remembered.Format, remembered.Fields);
            return null;
        }

        private static string Shown(string name)
        {
            string last = name.Split('/', '\\')[^1];
            string clean = string.Concat(last.Where(c => !char.IsControl(c)));
            return clean.Length == 0 ? "products.csv" : clean.Length <= 120 ? clean : clean[..120];
        }
    }
}
