using BackCare.Domain.Catalog;
using BackCare.Domain.Knowledge;

namespace BackCare.App.Catalog.Desk;

/// <summary>A phrase in a product's texts that promises more than the shop may say.</summary>
/// <param name="Field">The field it stands in, by its path in the form.</param>
/// <param name="Start">Where it begins in the field's text.</param>
/// <param name="Length">Its length.</param>
/// <param name="Said">The words as they stand there.</param>
/// <param name="RuleId">The row of the wording table, CL###.</param>
/// <param name="Phrase">The phrase as the row has it.</param>
/// <param name="Blocks">True when a product with it cannot be published; false when an editor must look at it.</param>
/// <param name="ReplaceWith">What to write instead; empty when it is to be left out.</param>
public sealed record ClaimFinding(string Field, int Start, int Length, string Said, string RuleId, string Phrase, bool Blocks, string ReplaceWith);

/// <summary>Reads every text of a product that shoppers see.</summary>
internal static class ProductClaims
{
    private const string Remove = "(remove)";

    public static IReadOnlyList<ClaimFinding> Of(ProductForm form, KnowledgeBase knowledge) => Of(form, knowledge, new ClaimLint(knowledge.Rows.ClaimWordings));

    public static IReadOnlyList<ClaimFinding> Of(ProductForm form, KnowledgeBase knowledge, ClaimLint lint)
    {
        Category? category = knowledge.Categories.GetValueOrDefault(form.CategoryId);
        return [.. Texts(form).SelectMany(text => lint.Read(text.Value, category).Select(m => new ClaimFinding(
            text.Field, m.Span.Start, m.Span.Length, text.Value.Substring(m.Span.Start, m.Span.Length), m.WordingId, m.Phrase, m.Blocks,
            m.ReplaceWith == Remove ? "" : m.ReplaceWith)))];
    }

    private static IEnumerable<(string Field, string Value)> Texts(ProductForm form) =>
    [
        ("name", form.Name), ("note", form.Note), ("description", form.Description), ("material", form.Material), ("sizes", form.Sizes),
        .. IntendedPurpose.OwnCopy(form.Attributes).Select(a => ($"attributes.{a.Key}", a.Value)),
        .. form.Variants.Select((v, i) => ($"variants[{i}].name", v.Name)),
        .. form.Pictures.Select((p, i) => ($"pictures[{i}].alt", p.Alt)),
        .. form.Overrides.Select((o, i) => ($"overrides[{i}].note", o.Note)),
    ];
}
