namespace BackCare.App.Catalog.Import;

/// <summary>Where an import stands.</summary>
public enum ImportState
{
    /// <summary>Its file is still being received.</summary>
    Receiving,

    /// <summary>Its file is there; somebody says what its columns mean.</summary>
    Uploaded,

    /// <summary>A process reads it and lays out what would change; nothing is changed.</summary>
    Checking,

    /// <summary>What would change is laid out.</summary>
    Checked,

    /// <summary>A process writes it, all in one transaction.</summary>
    Writing,

    /// <summary>It is in the catalogue.</summary>
    Imported,

    /// <summary>It could not be read or written; nothing was changed.</summary>
    Failed,

    /// <summary>Somebody stopped it; nothing was changed.</summary>
    Cancelled,

    /// <summary>Its process ended without a word; nothing was changed.</summary>
    Interrupted,

    /// <summary>It was in the catalogue and was taken back.</summary>
    Undone,
}

/// <summary>One product file on its way into the catalogue: how it is read, how far it is, and what it would change.</summary>
public sealed class StoredImport
{
    /// <summary>Ids sort by the time of uploading; also the batch id of its changes.</summary>
    public required string Id { get; set; }

    public ImportState State { get; set; }

    /// <summary>Name of the file as it was uploaded; shown, never trusted.</summary>
    public required string FileName { get; set; }

    public long Bytes { get; set; }

    /// <summary>See <see cref="BackCare.Domain.Catalog.Files.FileEncoding"/>.</summary>
    public string Encoding { get; set; } = "";

    public string Delimiter { get; set; } = "";

    public string Format { get; set; } = "";

    public string DecimalSign { get; set; } = "";

    public string Currency { get; set; } = "";

    /// <summary>Column names as a JSON array.</summary>
    public string Header { get; set; } = "[]";

    /// <summary>The first rows as a JSON array of arrays.</summary>
    public string Examples { get; set; } = "[]";

    /// <summary>Field of each column as a JSON array; empty where a column is not used.</summary>
    public string Fields { get; set; } = "[]";

    /// <summary>Tells files with the same columns apart from others.</summary>
    public string Fingerprint { get; set; } = "";

    /// <summary>Retires what the file does not have.</summary>
    public bool Full { get; set; }

    /// <summary>Also changes what somebody edited by hand.</summary>
    public bool OverwriteEdited { get; set; }

    /// <summary>What it is busy with.</summary>
    public string Stage { get; set; } = "";

    /// <summary>Bytes read so far.</summary>
    public long BytesRead { get; set; }

    /// <summary>Products read so far, rejected ones among them.</summary>
    public int Products { get; set; }

    public int Added { get; set; }

    public int Changed { get; set; }

    public int Unchanged { get; set; }

    public int Kept { get; set; }

    public int Retired { get; set; }

    public int Rejected { get; set; }

    public int Warnings { get; set; }

    /// <summary>New products whose category, evidence profile or regions somebody has to confirm.</summary>
    public int NeedPlace { get; set; }

    /// <summary>The first differences as a JSON array.</summary>
    public string Differences { get; set; } = "[]";

    /// <summary>The first problems as a JSON array; all of them are parts of kind <see cref="ImportPart.Problems"/>.</summary>
    public string FirstProblems { get; set; } = "[]";

    /// <summary>Why it is not in the catalogue.</summary>
    public string? Failure { get; set; }

    public required string RequestedBy { get; set; }

    /// <summary>Machine and process that is at it.</summary>
    public string Process { get; set; } = "";

    public DateTime CreatedUtc { get; set; }

    /// <summary>When its process was heard of last.</summary>
    public DateTime HeardUtc { get; set; }

    public DateTime? FinishedUtc { get; set; }

    public string? CancelRequestedBy { get; set; }
}

/// <summary>A piece of a file that belongs to an import: in the database, so that every replica can go on with it.</summary>
public sealed class ImportPart
{
    /// <summary>Kind of the uploaded file.</summary>
    public const string File = "file";

    /// <summary>Kind of the list of problems, which can be downloaded.</summary>
    public const string Problems = "problems";

    public required string ImportId { get; set; }

    public required string Kind { get; set; }

    public int Ordinal { get; set; }

    public required byte[] Bytes { get; set; }
}

/// <summary>What somebody chose for the columns of files with the same header, remembered for the next.</summary>
public sealed class ColumnChoice
{
    public required string Fingerprint { get; set; }

    public required string Format { get; set; }

    /// <summary>Field of each column as a JSON array.</summary>
    public required string Fields { get; set; }

    public DateTime ChosenUtc { get; set; }
}

/// <summary>Where a new product may belong, until somebody confirms it.</summary>
public sealed class StoredSuggestion
{
    public required string ProductId { get; set; }

    public string CategoryId { get; set; } = "";

    public double CategoryConfidence { get; set; }

    public string EvidenceProfile { get; set; } = "";

    public double ProfileConfidence { get; set; }

    public string Regions { get; set; } = "";

    public double RegionsConfidence { get; set; }
}
