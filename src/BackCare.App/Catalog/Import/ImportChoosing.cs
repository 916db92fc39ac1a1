using System.Text.Json;
using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.Domain.Catalog.Files;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Catalog.Import;

/// <summary>What somebody chooses about a file: how its bytes are read, and what its columns mean.</summary>
internal sealed class ImportChoosing(Databases databases, TimeProvider clock)
{
    /// <summary>Puts the choices into the import; returns what is wrong with them.</summary>
    public async Task<string?> ChooseAsync(StoredImport import, CheckImport.Choices how, CancellationToken cancellationToken)
    {
        FileEncoding encoding = Enum.Parse<FileEncoding>(how.Encoding ?? import.Encoding, true);
        FileFormat format = Enum.Parse<FileFormat>(how.Format ?? import.Format, true);
        string delimiter = how.Delimiter ?? import.Delimiter;
        if (encoding.ToString() != import.Encoding || delimiter != import.Delimiter)
        {
            (FileLook? look, string? fault) = await FileLook.AtAsync(databases, import.Id, encoding, delimiter[0], cancellationToken);
            if (look is null)
                return fault;
            import.Encoding = encoding.ToString();
            look.Fill(import, how.Format is null ? FileFormats.Detect(look.Header) : format);
        }
        else if (format.ToString() != import.Format)
        {
            string[] names = JsonSerializer.Deserialize(import.Header, BackCareJson.Default.StringArray)!;
            import.Fields = JsonSerializer.Serialize([.. ColumnMap.Of(format, names).Fields.Select(f => f ?? "")], BackCareJson.Default.StringArray);
        }

        import.Format = how.Format is null ? import.Format : format.ToString();
        ColumnMap map = ImportPlans.MapOf(import);
        map = how.Fields is null ? map : map.With(how.Fields);
        import.Fields = JsonSerializer.Serialize([.. map.Fields.Select(f => f ?? "")], BackCareJson.Default.StringArray);
        (import.DecimalSign, import.Currency) = (how.DecimalSign ?? import.DecimalSign, how.Currency ?? import.Currency);
        (import.Full, import.OverwriteEdited) = (how.Full, how.OverwriteEdited);
        string? stranger = how.Fields?.Keys.FirstOrDefault(column => !map.Header.Contains(column));
        return stranger is not null ? $"The file has no column '{FileProblem.Short(stranger)}'. Its columns are: {FileProblem.Short(string.Join(", ", map.Header))}." : map.Fault(Enum.Parse<FileFormat>(import.Format));
    }

    /// <summary>Keeps the choices, and remembers them for files with the same columns.</summary>
    public async Task SaveAsync(StoredImport import, CancellationToken cancellationToken)
    {
        await using BackCareDb db = databases.Open();
        await db.Imports.Where(i => i.Id == import.Id).ExecuteUpdateAsync(
            set => set.SetProperty(i => i.Encoding, import.Encoding).SetProperty(i => i.Delimiter, import.Delimiter).SetProperty(i => i.Format, import.Format)
                .SetProperty(i => i.DecimalSign, import.DecimalSign).SetProperty(i => i.Currency, import.Currency).SetProperty(i => i.Header, import.Header)
                .SetProperty(i => i.Examples, import.Examples).SetProperty(i => i.Fields, import.Fields).SetProperty(i => i.Fingerprint, import.Fingerprint)
                .SetProperty(i => i.Full, import.Full).SetProperty(i => i.OverwriteEdited, import.OverwriteEdited),
            cancellationToken);
        ColumnChoice? known = await db.ColumnChoices.SingleOrDefaultAsync(c => c.Fingerprint == import.Fingerprint, cancellationToken);
        DateTime now = clock.GetUtcNow().UtcDateTime;
        if (known is null)
            db.ColumnChoices.Add(new ColumnChoice { Fingerprint = import.Fingerprint, Format = import.Format, Fields = import.Fields, ChosenUtc = now });
        else
            (known.Format, known.Fields, known.ChosenUtc) = (import.Format, import.Fields, now);
        await db.SaveChangesAsync(cancellationToken);
    }
}
