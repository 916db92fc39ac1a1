namespace BackCare.Domain.Catalog.Files;

/// <summary>Looks for claims in every text of a product that shoppers read.</summary>
public static class CopyLint
{
    private static readonly string[] Sentences = [ProductFields.Name, ProductFields.Description, ProductFields.Note, ProductFields.Material, ProductFields.Sizes];

    /// <summary>The claims as problems. A phrase that the wording table blocks keeps a product that shoppers would see out; in a draft it is a warning, as every other.</summary>
    /// <param name="lint">The wording table.</param>
    /// <param name="line">Line of the file; 0 for a stored product.</param>
    /// <param name="fields">Texts by field.</param>
    /// <param name="category">The product's category; null looks for the phrases of all.</param>
    /// <param name="columnOf">What the file calls a field.</param>
    public static IEnumerable<FileProblem> Read(ClaimLint lint, int line, IReadOnlyDictionary<string, string> fields, Category? category, Func<string, string> columnOf)
    {
        ArgumentNullException.ThrowIfNull(lint);
        ArgumentNullException.ThrowIfNull(fields);
        ArgumentNullException.ThrowIfNull(columnOf);
        bool shown = fields.GetValueOrDefault(ProductFields.Status) == "published";
        foreach ((string field, string text) in TextsOf(fields))
        {
            foreach (ClaimMark mark in lint.Read(text, category))
            {
                string said = text.Substring(mark.Span.Start, mark.Span.Length);
                yield return new FileProblem(line, columnOf(field), FileProblem.Short(said),
                    mark.Blocks ? $"promises what a product must not ({mark.WordingId}, {mark.Phrase})" : $"needs a second look ({mark.WordingId}, {mark.Phrase})",
                    mark.ReplaceWith.Length == 0 || mark.ReplaceWith == "(remove)" ? "Leave it out" : $"Write: {mark.ReplaceWith}", mark.Blocks && shown);
            }
        }
    }

    private static IEnumerable<(string Field, string Text)> TextsOf(IReadOnlyDictionary<string, string> fields) =>
    [
        .. Sentences.Select(field => (field, fields.GetValueOrDefault(field, ""))).Where(t => t.Item2.Length > 0),
        .. IntendedPurpose.OwnCopy(AttributeText.Read(fields.GetValueOrDefault(ProductFields.Attributes, "")) ?? new Dictionary<string, string>())
            .Select(a => (ProductFields.Attributes, a.Value)),
        .. VariantText.Read(fields.GetValueOrDefault(ProductFields.Variants, ""), out _).Select(v => (ProductFields.Variants, v.Name)),
    ];
}
