using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.Domain.Catalog;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Recommend;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Rules;

/// <summary>A rule as it is sent: by the API, the desk and the command line alike.</summary>
/// <remarks>Settable and not init-only, because generated JSON contracts set every init-only property and lose its default.</remarks>
public sealed record RuleForm
{
    internal const int LongestDescription = 300;

    /// <summary>pin, boost, bury or hide.</summary>
    public string Effect { get; set; } = "";

    /// <summary>Why it is there, for the shop's own people, up to 300 characters.</summary>
    public string Description { get; set; } = "";

    /// <summary>False switches it off and keeps it.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Products it is about; a pin's in their order.</summary>
    public IReadOnlyList<string> ProductIds { get; set; } = [];

    /// <summary>Categories it is about.</summary>
    public IReadOnlyList<string> CategoryIds { get; set; } = [];

    /// <summary>Brands it is about.</summary>
    public IReadOnlyList<string> Brands { get; set; } = [];

    /// <summary>Only lists for one of these symptoms; all when empty.</summary>
    public IReadOnlyList<string> SymptomIds { get; set; } = [];

    /// <summary>Only lists for one of these regions; all when empty.</summary>
    public IReadOnlyList<string> RegionIds { get; set; } = [];

    /// <summary>Only lists for a text with one of these words or phrases; all when empty.</summary>
    public IReadOnlyList<string> Queries { get; set; } = [];

    /// <summary>Of a pin: the first place, 1 to 50.</summary>
    public int Position { get; set; } = 1;

    /// <summary>Of a boost or bury: share of the list's score range, above 0 and up to 10.</summary>
    public double Amount { get; set; } = 0.5;

    /// <summary>Of two pins for one place the higher one wins; -1000 to 1000.</summary>
    public int Priority { get; set; }

    /// <summary>In force from then on; always when left out.</summary>
    public DateTime? FromUtc { get; set; }

    /// <summary>In force before then; for ever when left out.</summary>
    public DateTime? UntilUtc { get; set; }

    /// <summary>The rule; the form must be valid.</summary>
    /// <param name="id">Its key.</param>
    public MerchandisingRule ToRule(string id) => new()
    {
        Id = id,
        Effect = SnakeNames.TryParse(Effect, out MerchandisingEffect effect) ? effect : MerchandisingEffect.Hide,
        Description = Description.Trim(),
        Enabled = Enabled,
        ProductIds = Clean(ProductIds),
        CategoryIds = Clean(CategoryIds),
        Brands = Clean(Brands),
        SymptomIds = Clean(SymptomIds),
        RegionIds = Clean(RegionIds),
        Queries = Clean(Queries),
        Position = Position,
        Amount = Amount,
        Priority = Priority,
        FromUtc = Utc(FromUtc),
        UntilUtc = Utc(UntilUtc),
    };

    /// <summary>The form of a rule.</summary>
    public static RuleForm Of(MerchandisingRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return new RuleForm
        {
            Effect = rule.Effect.ToSnake(),
            Description = rule.Description,
            Enabled = rule.Enabled,
            ProductIds = rule.ProductIds,
            CategoryIds = rule.CategoryIds,
            Brands = rule.Brands,
            SymptomIds = rule.SymptomIds,
            RegionIds = rule.RegionIds,
            Queries = rule.Queries,
            Position = rule.Position,
            Amount = rule.Amount,
            Priority = rule.Priority,
            FromUtc = rule.FromUtc,
            UntilUtc = rule.UntilUtc,
        };
    }

    /// <summary>What the rule names that the shop does not know, by field; empty when all is known. A product may still be a draft.</summary>
    internal async Task<IReadOnlyList<RefusedField>> UnknownAsync(BackCareDb db, Shelf shelf, CancellationToken cancellationToken)
    {
        string[] ids = Clean(ProductIds);
        List<string> known = await db.Products.AsNoTracking().Where(p => ids.Contains(p.Id)).Select(p => p.Id).ToListAsync(cancellationToken);
        return
        [
            .. Missing("productIds", "product", ids, known.Contains, shelf.Products.Keys),
            .. Missing("categoryIds", "category", Clean(CategoryIds), shelf.Knowledge.Categories.ContainsKey, shelf.Knowledge.Categories.Keys),
            .. Missing("symptomIds", "symptom", Clean(SymptomIds), shelf.Knowledge.Symptoms.ContainsKey, shelf.Knowledge.Symptoms.Keys),
            .. Missing("regionIds", "region", Clean(RegionIds), shelf.Knowledge.Regions.ContainsKey, shelf.Knowledge.Regions.Keys),
        ];
    }

    private static IEnumerable<RefusedField> Missing(string path, string what, IReadOnlyList<string> given, Func<string, bool> isKnown, IEnumerable<string> near) =>
        given.Where(id => !isKnown(id)).Take(1).Select(id =>
            new RefusedField(path, $"There is no {what} '{id}'.{(NearestId.Find(id, near) is { } meant ? $" Did you mean '{meant}'?" : " Take it out.")}"));

    private static string[] Clean(IReadOnlyList<string> entries) =>
        [.. entries.Select(e => e.Trim()).Where(e => e.Length > 0).Distinct(StringComparer.Ordinal)];

    private static DateTime? Utc(DateTime? time) => time switch
    {
        null => null,
        { Kind: DateTimeKind.Local } local => local.ToUniversalTime(),
        { } given => DateTime.SpecifyKind(given, DateTimeKind.Utc),
    };

    /// <summary>Bounds, with the words of the domain where it has them.</summary>
    internal sealed class Validator : AbstractValidator<RuleForm>
    {
        private const int LongestEntry = 120;

        public Validator()
        {
            RuleFor(f => f.Effect).Must(e => SnakeNames.TryParse(e ?? "", out MerchandisingEffect _)).WithMessage("Choose pin, boost, bury or hide.");
            RuleFor(f => f.Description).NotNull().MaximumLength(LongestDescription).WithMessage($"Use at most {LongestDescription} characters.");
            Entries(nameof(ProductIds), f => f.ProductIds);
            Entries(nameof(CategoryIds), f => f.CategoryIds);
            Entries(nameof(Brands), f => f.Brands);
            Entries(nameof(SymptomIds), f => f.SymptomIds);
            Entries(nameof(RegionIds), f => f.RegionIds);
            Entries(nameof(Queries), f => f.Queries);
            RuleFor(f => f).Custom(static (form, context) =>
            {
                if (form.Description is not null && IsWhole(form) && SnakeNames.TryParse(form.Effect ?? "", out MerchandisingEffect _) && form.ToRule("draft").Fault is { } fault)
                    context.AddFailure(FieldOf(fault), fault);
            });
        }

        private static bool IsWhole(RuleForm form) => new[] { form.ProductIds, form.CategoryIds, form.Brands, form.SymptomIds, form.RegionIds, form.Queries }
            .All(list => list is not null && list.All(e => e is not null));

        private static string FieldOf(string fault) =>
            fault.StartsWith("Position", StringComparison.Ordinal) ? nameof(Position)
            : fault.StartsWith("Amount", StringComparison.Ordinal) ? nameof(Amount)
            : fault.StartsWith("Priority", StringComparison.Ordinal) ? nameof(Priority)
            : fault.StartsWith("A search", StringComparison.Ordinal) ? nameof(Queries)
            : fault.StartsWith("The rule ends", StringComparison.Ordinal) ? nameof(UntilUtc)
            : nameof(ProductIds);

        private void Entries(string path, Func<RuleForm, IReadOnlyList<string>?> list) => RuleFor(f => f).Custom((form, context) =>
        {
            if (list(form) is not { } entries)
                context.AddFailure(path, "It is null. Send a list, or leave it out.");
            else if (entries.Count > MerchandisingRule.MostNamed)
                context.AddFailure(path, $"The list holds more than {MerchandisingRule.MostNamed} entries. Make two rules.");
            else if (entries.Any(e => e is null || e.Length > LongestEntry || e.Any(c => c == '|' || char.IsControl(c))))
                context.AddFailure(path, $"An entry is longer than {LongestEntry} characters, or holds a line break or the character |.");
        });
    }
}
