using System.Text.RegularExpressions;
using BackCare.App.Messaging;
using BackCare.Domain.Catalog.Files;
using BackCare.Domain.Explain;
using BackCare.Domain.Knowledge;

namespace BackCare.App.Catalog.Desk;

/// <summary>What is wrong with a product as an editor wrote it, field by field. What depends on other products (SKUs, uploaded pictures) is checked by <see cref="ProductDesk"/>.</summary>
internal sealed partial class ProductFormCheck(ProductForm form, KnowledgeBase knowledge)
{
    /// <summary>Most pictures and overrides of one product.</summary>
    public const int MostPictures = 12, MostOverrides = 40;

    private readonly List<RefusedField> problems = [];

    /// <summary>Every problem, by the field's path in the form.</summary>
    public IReadOnlyList<RefusedField> Run()
    {
        Text("sku", form.Sku, ProductLimits.Longest(ProductFields.Sku), needed: true);
        Text("name", form.Name, ProductLimits.Longest(ProductFields.Name), needed: true);
        Text("brand", form.Brand, ProductLimits.Longest(ProductFields.Brand), needed: true);
        // Files may break these into lines, as in a description.
        Text("maker", form.Maker, ProductLimits.Longest(ProductFields.Maker), lines: true);
        Text("sizes", form.Sizes, ProductLimits.Longest(ProductFields.Sizes), lines: true);
        Text("material", form.Material, ProductLimits.Longest(ProductFields.Material), lines: true);
        Text("priceBasis", form.PriceBasis, ProductLimits.Longest(ProductFields.PriceBasis));
        Text("note", form.Note, ProductLimits.Longest(ProductFields.Note), lines: true);
        Text("description", form.Description, ProductLimits.Longest(ProductFields.Description), lines: true);
        OneOf("brandStatus", form.BrandStatus, ProductWords.BrandStatuses);
        OneOf("archHeight", form.ArchHeight, ProductWords.ArchHeights);
        OneOf("firmness", form.Firmness, ProductWords.Firmnesses);
        Names();
        for (int i = 0; i < form.Activities.Count; i++)
            Item($"activities[{i}]", form.Activities[i], ProductLimits.LongestActivity);
        Joined("activities", form.Activities, ProductLimits.Longest(ProductFields.Activities));
        Joined("regions", form.Regions, ProductLimits.Longest(ProductFields.Regions));
        Joined("sourceIds", form.SourceIds, ProductLimits.Longest(ProductFields.SourceIds));
        Check(form.PriceMinor is >= 0 and <= PriceText.TooMuch, "priceMinor", "Give a price from 0 to 1,000,000.00.");
        Check(Currency().IsMatch(form.Currency), "currency", "Give an ISO 4217 code of three capital letters, such as USD.");
        Check(form.StockQuantity is null or (>= 0 and <= ProductLimits.MostStock), "stockQuantity", "Give the pieces in stock, 0 to 10,000,000, or nothing when stock is not counted.");
        Check(form.WeightMaxKg is null or (>= 1 and <= 500), "weightMaxKg", "Give a body weight from 1 to 500 kg, or nothing when the maker states none.");
        Gtin("gtin", form.Gtin);
        Attributes();
        Variants();
        Pictures();
        Overrides();
        return problems;
    }

    /// <summary>What it names that the shop does not know, by the field's path: knowledge may have changed since the form was saved.</summary>
    public IReadOnlyList<RefusedField> LostNames()
    {
        Names();
        for (int i = 0; i < form.Overrides.Count; i++)
            Names(form.Overrides[i], $"overrides[{i}]");
        return problems;
    }

    private void Names()
    {
        Known("categoryId", form.CategoryId, knowledge.Categories.Keys, "category", needed: true);
        Known("evidenceProfile", form.EvidenceProfile, knowledge.RulesByProfile.Keys, "evidence profile", needed: false);
        for (int i = 0; i < form.Regions.Count; i++)
            Known($"regions[{i}]", form.Regions[i], knowledge.Regions.Keys, "region", needed: true);
        for (int i = 0; i < form.SourceIds.Count; i++)
            Known($"sourceIds[{i}]", form.SourceIds[i], knowledge.Sources.Keys, "source", needed: true);
    }

    private void Names(ProductForm.Override o, string at)
    {
        Known($"{at}.symptomId", o.SymptomId, knowledge.Symptoms.Keys, "symptom", needed: true);
        if (o.StructureId is { } structure)
            Known($"{at}.structureId", structure, knowledge.Structures.Keys, "structure", needed: true);
        for (int s = 0; s < o.SourceIds.Count; s++)
            Known($"{at}.sourceIds[{s}]", o.SourceIds[s], knowledge.Sources.Keys, "source", needed: true);
    }

    private void Attributes()
    {
        Check(form.Attributes.Count <= ProductLimits.MostAttributes, "attributes", $"At most {ProductLimits.MostAttributes} attributes are kept.");
        foreach ((string name, string value) in form.Attributes)
        {
            Check(ProductLimits.IsKey(name), $"attributes.{name}", "Name an attribute with small letters, digits and underscores, such as heel_height_mm.");
            Text($"attributes.{name}", value, ProductLimits.LongestAttribute);
        }
    }

    private void Variants()
    {
        Check(form.Variants.Count <= ProductLimits.MostVariants, "variants", $"A product has at most {ProductLimits.MostVariants} variants.");
        HashSet<string> ids = new(StringComparer.Ordinal), names = new(StringComparer.OrdinalIgnoreCase), skus = new(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < form.Variants.Count; i++)
        {
            ProductForm.Variant v = form.Variants[i];
            string at = $"variants[{i}]";
            Check(v.Id.Length == 0 || (ProductLimits.IsKey(v.Id) && ids.Add(v.Id)), $"{at}.id", "Give every variant a key of its own: small letters, digits and underscores. Leave it empty to have one made.");
            Text($"{at}.name", v.Name, ProductLimits.LongestVariantName, needed: true);
            Check(v.Name.Trim().Length == 0 || names.Add(v.Name.Trim()), $"{at}.name", "Another variant has this name. Shoppers tell variants apart by their names.");
            Text($"{at}.sku", v.Sku, ProductLimits.Longest(ProductFields.Sku), needed: true);
            Check(v.Sku.Trim().Length == 0 || skus.Add(v.Sku.Trim()), $"{at}.sku", "This SKU stands on another variant. Give every variant its own.");
            Check(v.PriceMinor is null or (>= 0 and <= PriceText.TooMuch), $"{at}.priceMinor", "Give a price from 0 to 1,000,000.00, or nothing when it costs what the product costs.");
            Check(v.StockQuantity is null or (>= 0 and <= ProductLimits.MostStock), $"{at}.stockQuantity", "Give the pieces in stock, 0 to 10,000,000, or nothing when stock is not counted.");
            Gtin($"{at}.gtin", v.Gtin);
        }
    }

    private void Pictures()
    {
        Check(form.Pictures.Count <= MostPictures, "pictures", $"A product shows at most {MostPictures} pictures.");
        HashSet<string> hashes = new(StringComparer.Ordinal);
        for (int i = 0; i < form.Pictures.Count; i++)
        {
            Check(Hash().IsMatch(form.Pictures[i].Hash), $"pictures[{i}].hash", "Give the hash that the upload answered, 64 hex digits.");
            Check(hashes.Add(form.Pictures[i].Hash), $"pictures[{i}].hash", "The product shows this picture already.");
            if (form.Pictures[i].Alt.Trim().Length == 0)
                problems.Add(new RefusedField($"pictures[{i}].alt", "Say in words what the picture shows; people who cannot see it read that."));
            Text($"pictures[{i}].alt", form.Pictures[i].Alt, 250);
        }
    }

    private void Overrides()
    {
        Check(form.Overrides.Count <= MostOverrides, "overrides", $"A product has at most {MostOverrides} links of its own.");
        HashSet<string> symptoms = new(StringComparer.Ordinal);
        // The shelf keeps such a rule whatever is said here (ShelfItem); nobody shall believe otherwise.
        HashSet<string> harms = [.. knowledge.RulesByProfile.GetValueOrDefault(form.EvidenceProfile, []).Where(r => r.Effect == Effect.Avoid).Select(r => r.SymptomId)];
        for (int i = 0; i < form.Overrides.Count; i++)
        {
            ProductForm.Override o = form.Overrides[i];
            string at = $"overrides[{i}]";
            Names(o, at);
            Check(symptoms.Add(o.SymptomId), $"{at}.symptomId", "The product states something of this symptom already. Keep one.");
            bool known = Named<Effect>($"{at}.effect", o.Effect, out Effect effect);
            Named<EvidenceGrade>($"{at}.grade", o.Grade, out _);
            Named<EvidenceRole>($"{at}.role", o.Role, out _);
            bool negative = known && effect is Effect.NoBenefit or Effect.Avoid;
            Check(o.Relevance is >= 0 and <= 1 && (!known || negative == (o.Relevance == 0)), $"{at}.relevance",
                "Give a weight above 0 and up to 1; it is 0 exactly when the effect is no_benefit or avoid.");
            Check(!known || effect == Effect.Avoid || !harms.Contains(o.SymptomId), $"{at}.effect",
                $"The evidence profile {form.EvidenceProfile} says avoid for this symptom, and no link of a single product takes that back. Choose avoid, or take the link out.");
            Check(o.SourceIds.Count > 0, $"{at}.sourceIds", "Name at least one source: nothing is stated here without one. EXPERT_OPINION stands for none better.");
            Text($"{at}.note", o.Note, 1_000);
        }
    }

    private void Check(bool right, string path, string problem)
    {
        if (!right)
            problems.Add(new RefusedField(path, problem));
    }

    private void Text(string path, string value, int longest, bool needed = false, bool lines = false)
    {
        Check(!needed || value.Trim().Length > 0, path, "This is needed.");
        // Browsers post a line break as two characters; it is kept as one.
        int length = lines ? value.ReplaceLineEndings("\n").Length : value.Length;
        Check(length <= longest, path, $"This has {length:N0} characters; at most {longest:N0} are kept.");
        Check(!value.Any(c => char.IsControl(c) && !(lines && c is '\n' or '\r' or '\t')), path, "Leave out line breaks and other control characters.");
    }

    // A list is kept as one text, with a sign between two items.
    private void Joined(string path, IReadOnlyList<string> items, int longest) =>
        Check(items.Sum(i => i.Length + 1) - 1 <= longest, path, $"Together these have more than {longest:N0} characters. Leave some out.");

    private void Item(string path, string value, int longest)
    {
        Text(path, value, longest, needed: true);
        Check(!value.Contains('|', StringComparison.Ordinal), path, "Leave out the character |, which separates items in files.");
    }

    // Nothing said is a choice too.
    private void OneOf(string path, string value, IReadOnlyList<string> allowed) =>
        Check(value.Length == 0 || allowed.Contains(value, StringComparer.Ordinal), path, $"Choose one of {string.Join(", ", allowed)}.");

    private void Known(string path, string value, IEnumerable<string> ids, string what, bool needed)
    {
        if (value.Length == 0 && !needed)
            return;
        string[] known = [.. ids];
        if (known.Contains(value, StringComparer.Ordinal))
            return;
        string hint = NearestId.Find(value, known) is { } near ? $" Did you mean '{near}'?" : "";
        problems.Add(new RefusedField(path, value.Length == 0 ? $"Choose a {what}." : $"No {what} has this id.{hint}"));
    }

    private bool Named<T>(string path, string name, out T value)
        where T : struct, Enum
    {
        bool known = SnakeNames.TryParse(name, out value);
        Check(known, path, $"Choose one of {SnakeNames.All<T>()}.");
        return known;
    }

    private void Gtin(string path, string gtin) =>
        Check(gtin.Length == 0 || ProductLimits.IsGtin(gtin), path, "A GTIN has 8, 12, 13 or 14 digits, the last of which checks the others (GS1 General Specifications, 7.9). Look for a mistyped digit.");

    [GeneratedRegex("^[A-Z]{3}$", RegexOptions.CultureInvariant)]
    private static partial Regex Currency();

    [GeneratedRegex("^[0-9a-f]{64}$", RegexOptions.CultureInvariant)]
    private static partial Regex Hash();
}
