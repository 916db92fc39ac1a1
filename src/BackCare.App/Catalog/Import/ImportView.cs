using System.Text.Json;
using BackCare.App.Messaging;
using BackCare.Domain.Catalog.Files;
using BackCare.Domain.Editing;

namespace BackCare.App.Catalog.Import;

/// <summary>An import as hosts show it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State">receiving, uploaded, checking, checked, writing, imported, failed, cancelled, interrupted or undone.</param>
/// <param name="FileName">Name of the file.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Plan">How it is read.</param>
/// <param name="Stage">What it is busy with.</param>
/// <param name="BytesRead">Bytes read so far.</param>
/// <param name="Counts">What it would change, or changed.</param>
/// <param name="Failure">Why it is not in the catalogue; null when nothing stands against it.</param>
/// <param name="RequestedBy">Who uploaded it.</param>
/// <param name="CreatedUtc">When.</param>
/// <param name="FinishedUtc">When it ended; null while it goes on.</param>
/// <param name="CancelRequested">Somebody asked to stop it.</param>
public sealed record ImportView(
    string Id, string State, string FileName, long Bytes, ImportPlan Plan, string Stage, long BytesRead, ImportCounts Counts, string? Failure, string RequestedBy,
    DateTime CreatedUtc, DateTime? FinishedUtc, bool CancelRequested)
{
    internal static ImportView Of(StoredImport i) => new(
        i.Id, i.State.ToString().ToLowerInvariant(), i.FileName, i.Bytes, ImportPlan.Of(i), i.Stage, i.BytesRead,
        new ImportCounts(i.Products, i.Added, i.Changed, i.Unchanged, i.Kept, i.Retired, i.Rejected, i.Warnings, i.NeedPlace), i.Failure, i.RequestedBy, i.CreatedUtc,
        i.FinishedUtc, i.CancelRequestedBy is not null);
}

/// <summary>How a file is read.</summary>
/// <param name="Format">backcare, shopify or woocommerce.</param>
/// <param name="FormatName">What a person calls it.</param>
/// <param name="Encoding">Name of the encoding.</param>
/// <param name="Delimiter">comma, semicolon, tab or vertical bar.</param>
/// <param name="DecimalSign">Point or comma, as a sign.</param>
/// <param name="Currency">Currency of prices that name none.</param>
/// <param name="Full">Retires what the file does not have.</param>
/// <param name="OverwriteEdited">Also changes what somebody edited by hand.</param>
/// <param name="Columns">Its columns and what they mean.</param>
public sealed record ImportPlan(
    string Format, string FormatName, string Encoding, string Delimiter, string DecimalSign, string Currency, bool Full, bool OverwriteEdited, IReadOnlyList<ImportColumn> Columns)
{
    internal static ImportPlan Of(StoredImport i)
    {
        string[] header = JsonSerializer.Deserialize(i.Header, BackCareJson.Default.StringArray)!, fields = JsonSerializer.Deserialize(i.Fields, BackCareJson.Default.StringArray)!;
        string[][] examples = JsonSerializer.Deserialize(i.Examples, BackCareJson.Default.StringArrayArray)!;
        FileFormat format = Enum.TryParse(i.Format, out FileFormat known) ? known : FileFormat.BackCare;
        return new ImportPlan(
            format.ToString().ToLowerInvariant(), FileFormats.NameOf(format, header), Enum.TryParse(i.Encoding, out FileEncoding encoding) ? FileEncodings.NameOf(encoding) : "",
            i.Delimiter.Length == 1 ? CsvDelimiter.NameOf(i.Delimiter[0]) : "", i.DecimalSign, i.Currency, i.Full, i.OverwriteEdited,
            [.. header.Select((name, c) => new ImportColumn(name, fields[c], [.. examples.Select(row => row[c]).Where(e => e.Length > 0)]))]);
    }
}

/// <summary>One column of a file.</summary>
/// <param name="Name">What the file calls it.</param>
/// <param name="Field">The field it fills; empty when it is not used.</param>
/// <param name="Examples">Its first values, shortened.</param>
public sealed record ImportColumn(string Name, string Field, IReadOnlyList<string> Examples);

/// <summary>What an import would do, or did.</summary>
/// <param name="Products">Products of the file.</param>
/// <param name="Added">New.</param>
/// <param name="Changed">Changed.</param>
/// <param name="Unchanged">As they are.</param>
/// <param name="Kept">Left as somebody edited them by hand.</param>
/// <param name="Retired">Retired, because the file does not have them.</param>
/// <param name="Rejected">Not importable.</param>
/// <param name="Warnings">Warnings over all products.</param>
/// <param name="NeedPlace">New ones whose category, evidence profile or regions somebody has to confirm.</param>
public sealed record ImportCounts(int Products, int Added, int Changed, int Unchanged, int Kept, int Retired, int Rejected, int Warnings, int NeedPlace);

/// <summary>What becomes of one product, as an example.</summary>
/// <param name="Action">add, change, keep or retire.</param>
/// <param name="ProductId">The product.</param>
/// <param name="Name">Its name.</param>
/// <param name="Line">Line of the file; 0 for one that the file does not have.</param>
/// <param name="Changes">The fields that differ; for a kept one what the file wanted.</param>
public sealed record ImportDifference(string Action, string ProductId, string Name, int Line, IReadOnlyList<FieldChange> Changes);
