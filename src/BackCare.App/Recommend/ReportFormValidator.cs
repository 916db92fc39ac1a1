using BackCare.App.Messaging;
using BackCare.App.Serving;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Symptoms;
using FluentValidation;

namespace BackCare.App.Recommend;

/// <summary>Bounds on what is sent, and known ids: an unknown one is refused with its place and the nearest known id.</summary>
/// <remarks>No message holds the shopper's text; ids are named only when they look like ids.</remarks>
internal sealed class ReportFormValidator : AbstractValidator<ReportForm>
{
    public const int LongestText = 2_000;
    public const int LongestList = 100;

    public ReportFormValidator(ShelfHost shelves)
    {
        RuleFor(f => f.Text).NotNull().MaximumLength(LongestText).WithMessage($"Text is longer than {LongestText} characters. Shorten it.");
        KnownIds(shelves, nameof(ReportForm.Symptoms), f => f.Symptoms, k => k.Symptoms.Keys, "symptom");
        KnownIds(shelves, nameof(ReportForm.RejectedSymptoms), f => f.RejectedSymptoms, k => k.Symptoms.Keys, "symptom");
        KnownIds(shelves, nameof(ReportForm.Regions), f => f.Regions, k => k.Regions.Keys, "region");
        KnownIds(shelves, nameof(ReportForm.Qualifiers), f => f.Qualifiers, k => k.Qualifiers.Keys, "qualifier");
        KnownIds(shelves, nameof(ReportForm.DeniedQualifiers), f => f.DeniedQualifiers, k => k.Qualifiers.Keys, "qualifier");
        KnownIds(shelves, "Context.Conditions", f => f.Context?.Conditions, k => k.Conditions.Keys, "condition");
        KnownIds(shelves, "Filter.Categories", f => f.Filter?.Categories, k => k.Categories.Keys, "category");
        KnownIds(shelves, nameof(ReportForm.Answers), f => f.Answers?.Select(a => a?.Id!).ToList(), k => k.RedFlags.Keys, "danger sign", ".id");
        RuleForEach(f => f.Answers).Must(a => SnakeNames.TryParse<AnswerValue>(a?.Answer ?? "", out _)).OverridePropertyName("answers")
            .WithMessage("The answer is not known. Use one of: yes, no, unknown, skipped.");
        RuleFor(f => f.Side).Must(side => side is null || SnakeNames.TryParse<BodySide>(side, out _))
            .WithMessage("The side is not known. Use left, right or both, or leave it out.");
        RuleFor(f => f.Limit).InclusiveBetween(1, 50).WithMessage("limit must be from 1 to 50.");
        RuleFor(f => f.VisitorId).MaximumLength(100).WithMessage("visitorId is longer than 100 characters.");
        RuleFor(f => f.SessionId).MaximumLength(100).WithMessage("sessionId is longer than 100 characters.");
        RuleFor(f => f.Context).NotNull().SetValidator(new ContextValidator());
        RuleFor(f => f.Filter).NotNull();
        RuleFor(f => f.Consent!).SetValidator(new ConsentValidator()).When(f => f.Consent is not null);
    }

    private void KnownIds(
        ShelfHost shelves, string path, Func<ReportForm, IReadOnlyList<string>?> ids, Func<KnowledgeBase, IReadOnlyCollection<string>> known, string what,
        string below = "") => RuleFor(f => f).Custom((form, context) =>
    {
        if (ids(form) is not { } given)
            context.AddFailure(path, "It is null. Send a list, or leave it out.");
        else if (given.Count > LongestList)
            context.AddFailure(path, $"The list holds more than {LongestList} entries. Send fewer.");
        else if (shelves.Current is { } shelf)
            NoteUnknown(given, known(shelf.Knowledge), (i, hint) => context.AddFailure($"{path}[{i}]{below}", $"No {what} has this id.{hint}"));
    });

    private static void NoteUnknown(IReadOnlyList<string> given, IReadOnlyCollection<string> known, Action<int, string> note)
    {
        for (int i = 0; i < given.Count; i++)
        {
            if (given[i] is null || !known.Contains(given[i]))
                note(i, NearestId.Find(given[i], known) is { } near ? $" Did you mean '{near}'?" : "");
        }
    }

    private sealed class ContextValidator : AbstractValidator<ContextForm>
    {
        public ContextValidator()
        {
            RuleFor(c => c.Severity).InclusiveBetween(0, 10).WithMessage("severity must be from 0 to 10.");
            RuleFor(c => c.DurationDays).InclusiveBetween(0, 36_500).WithMessage("durationDays must be from 0 to 36500.");
            RuleFor(c => c.ShoeSizeEu).InclusiveBetween(15, 60).WithMessage("shoeSizeEu must be from 15 to 60.");
            RuleFor(c => c.WeightKg).InclusiveBetween(2, 400).WithMessage("weightKg must be from 2 to 400.");
            RuleFor(c => c.BudgetMinor).InclusiveBetween(0, 100_000_000).WithMessage("budgetMinor must be from 0 to 100000000.");
            RuleFor(c => c.Age).InclusiveBetween(0, 130).WithMessage("age must be from 0 to 130.");
            RuleFor(c => c.Activity).MaximumLength(50).WithMessage("activity is longer than 50 characters.");
            RuleFor(c => c.Country).Matches("^[A-Za-z]{2}$").WithMessage("country must be a two-letter ISO 3166 code, such as US.");
            RuleFor(c => c.Language).Matches("^(en|es)$").WithMessage("language must be en or es.");
        }
    }

    private sealed class ConsentValidator : AbstractValidator<ConsentForm>
    {
        public ConsentValidator()
        {
            RuleFor(c => c.Version).NotEmpty().MaximumLength(50).WithMessage("consent.version must name the wording the shopper saw, up to 50 characters.");
            RuleFor(c => c.GrantedUtc).Must(t => t.Kind == DateTimeKind.Utc)
                .WithMessage("consent.grantedUtc must be a time in UTC, such as 2026-01-31T12:00:00Z.");
        }
    }
}
