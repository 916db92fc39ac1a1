using System.Text.Json;
using BackCare.App.Messaging;
using BackCare.Domain.Catalog.Files;

namespace BackCare.App.Catalog.Import;

/// <summary>What an import's row says of how its file is read.</summary>
internal static class ImportPlans
{
    public static ColumnMap MapOf(StoredImport import)
    {
        string[] header = JsonSerializer.Deserialize(import.Header, BackCareJson.Default.StringArray)!;
        string[] fields = JsonSerializer.Deserialize(import.Fields, BackCareJson.Default.StringArray)!;
        return new ColumnMap(header, [.. fields.Select(f => f.Length > 0 ? f : null)]);
    }

    public static FilePlan PlanOf(StoredImport import, CatalogTerms terms) =>
        new(Enum.Parse<FileFormat>(import.Format), MapOf(import), import.DecimalSign[0], import.Currency, terms);
}
