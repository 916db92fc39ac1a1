using System.Globalization;
using BackCare.App.Editing;
using BackCare.App.Messaging;
using BackCare.App.Rules;

namespace BackCare.Web.Pages.Admin.Rules;

/// <summary>The rule editor's form as it was typed: what cannot be read is shown again beside its message.</summary>
public sealed record PostedRule
{
    /// <summary>Starts the name of a choice between two editors' values: <c>choose.description</c>.</summary>
    public const string ChoicePrefix = "choose.";

    /// <summary>Starts the name of the place of a chosen product among a rule's products: <c>order.P001</c>.</summary>
    public const string OrderPrefix = "order.";

    public string Effect { get; init; } = "pin";

    public string Description { get; init; } = "";

    public bool Enabled { get; init; } = true;

    /// <summary>Chosen products, in their order.</summary>
    public IReadOnlyList<string> Products { get; init; } = [];

    /// <summary>What was typed to add products, one entry a field: an id, an article number or a name.</summary>
    public IReadOnlyList<string> Added { get; init; } = [];

    public IReadOnlyList<string> Categories { get; init; } = [];

    public IReadOnlyList<string> Brands { get; init; } = [];

    public IReadOnlyList<string> Symptoms { get; init; } = [];

    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>One a line.</summary>
    public string Queries { get; init; } = "";

    public string Position { get; init; } = "1";

    public string Amount { get; init; } = "0.5";

    public string Priority { get; init; } = "0";

    /// <summary>In the shop's time.</summary>
    public string Begins { get; init; } = "";

    /// <summary>In the shop's time.</summary>
    public string Ends { get; init; } = "";

    /// <summary>The version that the page showed; 0 for a new rule.</summary>
    public long Version { get; init; }

    /// <summary>What the page showed, as <see cref="FieldsJson"/>; empty for a new rule.</summary>
    public string Basis { get; init; } = "";

    /// <summary>Fields for which the other editor's value was chosen.</summary>
    public IReadOnlyList<string> Theirs { get; init; } = [];

    /// <summary>Reads the form.</summary>
    public static PostedRule From(IFormCollection form)
    {
        ArgumentNullException.ThrowIfNull(form);
        string[] products = Many(form, "product");
        return new PostedRule
        {
            Effect = Form.Text(form, "effect"),
            Description = Form.Text(form, "description"),
            Enabled = Form.Text(form, "enabled") == "true",
            Products = [.. products.OrderBy(id => PlaceOf(form, id, products))],
            Added = [.. Many(form, "add")],
            Categories = Many(form, "category"),
            Brands = [.. Many(form, "brand").Union(Lines(Form.Text(form, "brands")), StringComparer.OrdinalIgnoreCase)],
            Symptoms = Many(form, "ruleSymptom"),
            Regions = Many(form, "ruleRegion"),
            Queries = Form.Text(form, "queries"),
            Position = Form.Text(form, "position"),
            Amount = Form.Text(form, "amount"),
            Priority = Form.Text(form, "priority"),
            Begins = Form.Text(form, "from"),
            Ends = Form.Text(form, "until"),
            Version = long.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out long version) ? version : 0,
            Basis = Form.Text(form, "basis"),
            Theirs = [.. form.Where(f => f.Key.StartsWith(ChoicePrefix, StringComparison.Ordinal) && f.Value == "theirs").Select(f => f.Key[ChoicePrefix.Length..])],
        };
    }

    /// <summary>The form that shows a rule.</summary>
    public static PostedRule Of(RuleForm rule, ShopTime time, long version)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(time);
        return new PostedRule
        {
            Effect = rule.Effect,
            Description = rule.Description,
            Enabled = rule.Enabled,
            Products = rule.ProductIds,
            Categories = rule.CategoryIds,
            Brands = rule.Brands,
            Symptoms = rule.SymptomIds,
            Regions = rule.RegionIds,
            Queries = string.Join('\n', rule.Queries),
            Position = rule.Position.ToString(CultureInfo.InvariantCulture),
            Amount = rule.Amount.ToString("0.####", CultureInfo.InvariantCulture),
            Priority = rule.Priority.ToString(CultureInfo.InvariantCulture),
            Begins = time.ToField(rule.FromUtc),
            Ends = time.ToField(rule.UntilUtc),
            Version = version,
            Basis = version == 0 ? "" : FieldsJson.Write(RuleFields.Of(rule))!,
        };
    }

    /// <summary>The rule that was typed, with the other editor's values where those were chosen, or the fields that cannot be read.</summary>
    public (RuleForm Rule, IReadOnlyList<RefusedField> Wrong) Read(ShopTime time)
    {
        ArgumentNullException.ThrowIfNull(time);
        List<RefusedField> wrong = [];
        RuleForm rule = new()
        {
            Effect = Effect,
            Description = Description,
            Enabled = Enabled,
            ProductIds = Products,
            CategoryIds = Categories,
            Brands = Brands,
            SymptomIds = Symptoms,
            RegionIds = Regions,
            Queries = Lines(Queries),
            Position = (int)Number("position", Position, 1, whole: true, wrong),
            Amount = Number("amount", Amount, 0.5, whole: false, wrong),
            Priority = (int)Number("priority", Priority, 0, whole: true, wrong),
            FromUtc = Time("fromUtc", Begins, time, wrong),
            UntilUtc = Time("untilUtc", Ends, time, wrong),
        };
        if (Theirs.Count == 0 || BasisFields is not { } theirs) return (rule, wrong);
        var fields = new Dictionary<string, string?>(RuleFields.Of(rule), StringComparer.Ordinal);
        foreach (string field in Theirs.Where(fields.ContainsKey)) fields[field] = theirs.GetValueOrDefault(field);
        return (RuleFields.ToForm(fields), wrong);
    }

    /// <summary>What the page showed; null for a new rule, or when it was tampered with.</summary>
    public RuleForm? BasisForm => BasisFields is { } fields ? RuleFields.ToForm(fields) : null;

    private IReadOnlyDictionary<string, string?>? BasisFields
    {
        get
        {
            try
            {
                IReadOnlyDictionary<string, string?>? fields = Basis.Length == 0 ? null : FieldsJson.Read(Basis);
                if (fields is not null) _ = RuleFields.ToForm(fields);
                return fields;
            }
            catch (Exception fault) when (fault is System.Text.Json.JsonException or FormatException or OverflowException or InvalidOperationException)
            {
                return null;
            }
        }
    }

    private static double Number(string field, string typed, double empty, bool whole, List<RefusedField> wrong)
    {
        if (typed.Length == 0) return empty;
        if (double.TryParse(typed.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && Math.Abs(value) < 1e6 && (!whole || double.IsInteger(value)))
            return value;
        wrong.Add(new RefusedField(field, whole ? "Write a whole number." : "Write a number, such as 0.5."));
        return empty;
    }

    private static DateTime? Time(string field, string typed, ShopTime time, List<RefusedField> wrong)
    {
        if (time.TryRead(typed, out DateTime? utc)) return utc;
        wrong.Add(new RefusedField(field, "Write a day and a time, such as 2026-12-01T09:00."));
        return null;
    }

    private static string[] Many(IFormCollection form, string field) =>
        [.. form[field].OfType<string>().Select(v => v.Trim()).Where(v => v.Length > 0).Distinct(StringComparer.Ordinal)];

    private static int PlaceOf(IFormCollection form, string id, string[] products) =>
        int.TryParse(form[OrderPrefix + id], NumberStyles.None, CultureInfo.InvariantCulture, out int place) ? place : products.Length + 1;

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
