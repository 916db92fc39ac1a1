using System.Globalization;
using System.Text;
using System.Text.Json;
using BackCare.App.Editing;
using BackCare.App.Knowledge.Desk;
using BackCare.Domain.Knowledge.Desk;

namespace BackCare.Web.Pages.Admin.Knowledge;

/// <summary>One row as a form shows it and posts it: what it says, the version that was shown, and what was shown.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Key">Its id; empty while a new row has none.</param>
/// <param name="Version">The version that was shown; null for a new row.</param>
/// <param name="Cells">What it is to say.</param>
/// <param name="Basis">What it said when it was shown.</param>
public sealed record PostedRow(string Table, string Key, long? Version, IReadOnlyDictionary<string, string?> Cells, IReadOnlyDictionary<string, string?> Basis)
{
    /// <summary>Name of a field of the form, and of its element.</summary>
    public static string Field(string column) => "cell-" + column;

    /// <summary>The cell; empty when the row does not say it.</summary>
    public string this[string column] => Cells.GetValueOrDefault(column) ?? "";

    /// <summary>The row as it is stored.</summary>
    public static PostedRow Of(string table, GetKnowledgeRows.Item row) => new(table, row.Key, row.Version, row.Cells, row.Cells);

    /// <summary>An empty row, with what the address says of it.</summary>
    public static PostedRow New(string table, string key, IReadOnlyDictionary<string, string?> cells) => new(table, key, null, cells, new Dictionary<string, string?>());

    /// <summary>The change that the form asks for.</summary>
    public ChangeKnowledge.Change ToChange() => new(Table, Key, Cells, Version, Version is null ? null : Basis);

    /// <summary>The removal that the form asks for.</summary>
    public ChangeKnowledge.Change ToRemoval() => new(Table, Key, null, Version, Basis);

    /// <summary>Reads the row's fields; a list that nobody ticked is empty, and so is a pair whose first part is.</summary>
    public static PostedRow Read(IFormCollection form, string table, string? key)
    {
        var cells = new Dictionary<string, string?>(StringComparer.Ordinal);
        IReadOnlyDictionary<string, string?> basis = ReadBasis(form["basis"]);
        foreach (FieldShape field in KnowledgeFields.Of(table)!.Where(f => f.Form != FieldForm.Id))
        {
            string value = Value(form, field);
            // "Use theirs" of a conflict: the basis is what is saved now.
            cells[field.Column] = form["theirs"].Contains(field.Column) ? basis.GetValueOrDefault(field.Column) : value;
        }

        long? version = long.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out long seen) ? seen : null;
        return new PostedRow(table, key ?? Form.Text(form, Field("id")), version, cells, basis);
    }

    /// <summary>What was shown, as a hidden field carries it.</summary>
    public string BasisJson => FieldsJson.Write(Basis) ?? "{}";

    internal static IReadOnlyDictionary<string, string?> ReadBasis(string? json)
    {
        try
        {
            return FieldsJson.Read(json is { Length: > 0 } ? json : "{}")!;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // A hidden field that somebody wrote by hand: then nothing is known of what was shown, and any difference is a conflict.
            return new Dictionary<string, string?>();
        }
    }

    private static string Value(IFormCollection form, FieldShape field)
    {
        string name = Field(field.Column);
        return field.Form switch
        {
            FieldForm.List => string.Join('|', form[name].Where(v => v!.Length > 0).Distinct(StringComparer.Ordinal)),
            FieldForm.Words => string.Join('|', ((string?)form[name] ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(OneLine)),
            FieldForm.Pairs => string.Join('|', form[name].Zip(form[name + "-with"]).Where(p => p.First!.Length > 0).Select(p => $"{p.First}:{p.Second!.Trim()}")),
            _ => OneLine((string?)form[name] ?? ""),
        };
    }

    /// <summary>A cell is one line: line breaks and runs of blanks that a text field brings become single blanks.</summary>
    internal static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (!char.IsWhiteSpace(c) && !char.IsControl(c))
                line.Append(c);
            else if (line.Length > 0 && line[^1] != ' ')
                line.Append(' ');
        }

        return line.ToString().TrimEnd();
    }
}

/// <summary>The phrases of a symptom in its form: those it has, and lines for new ones.</summary>
/// <param name="Row">The phrase as a row of its own; without an id while it is new.</param>
/// <param name="Removed">True when it is to go.</param>
public sealed record PostedPhrase(PostedRow Row, bool Removed)
{
    private const string Table = "symptom_phrases";

    /// <summary>Empty lines that a form offers.</summary>
    public const int NewLines = 3;

    /// <summary>Reads every line; new ones get the next free ids, empty ones are left out.</summary>
    public static IReadOnlyList<PostedPhrase> Read(IFormCollection form, string symptom, IEnumerable<string> taken)
    {
        string?[] keys = [.. form["phrase-key"]], texts = [.. form["phrase-text"]], languages = [.. form["phrase-lang"]], kinds = [.. form["phrase-kind"]],
            versions = [.. form["phrase-version"]], bases = [.. form["phrase-basis"]];
        int lines = new[] { keys.Length, texts.Length, languages.Length, kinds.Length, versions.Length, bases.Length }.Min();
        List<string> used = [.. taken];
        var phrases = new List<PostedPhrase>();
        for (int i = 0; i < lines; i++)
        {
            bool isNew = keys[i] is null or "";
            string text = PostedRow.OneLine(texts[i] ?? "");
            if (isNew && text.Length == 0)
                continue;
            string key = isNew ? SuggestedPhraseKey(symptom, used) : keys[i]!;
            used.Add(key);
            var cells = new Dictionary<string, string?> { ["symptom_id"] = symptom, ["phrase"] = text, ["lang"] = languages[i], ["kind"] = kinds[i] };
            phrases.Add(new PostedPhrase(
                new PostedRow(Table, key, long.TryParse(versions[i], NumberStyles.None, CultureInfo.InvariantCulture, out long v) ? v : null, cells, PostedRow.ReadBasis(bases[i])),
                !isNew && (form["phrase-remove"].Contains(key) || text.Length == 0)));
        }

        return phrases;
    }

    /// <summary>The change that the line asks for.</summary>
    public ChangeKnowledge.Change ToChange() => Removed ? Row.ToRemoval() : Row.ToChange();

    /// <summary>The phrases as they are stored.</summary>
    public static IReadOnlyList<PostedPhrase> Of(IReadOnlyList<GetKnowledgeRows.Item> phrases) => [.. phrases.Select(p => new PostedPhrase(PostedRow.Of(Table, p), false))];

    private static string SuggestedPhraseKey(string symptom, List<string> used)
    {
        int last = used.Where(k => k.StartsWith(symptom + "_", StringComparison.Ordinal))
            .Select(k => int.TryParse(k.AsSpan(symptom.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int n) ? n : 0).DefaultIfEmpty(0).Max();
        return string.Create(CultureInfo.InvariantCulture, $"{symptom}_{last + 1:00}");
    }
}
