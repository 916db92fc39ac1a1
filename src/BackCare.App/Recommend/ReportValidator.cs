using BackCare.App.Serving;
using FluentValidation;
using FluentValidation.Results;

namespace BackCare.App.Recommend;

/// <summary>Validates a query that is a report and nothing more: a plain one passes at once, everything else is looked at rule by rule.</summary>
internal abstract class ReportValidator<T> : AbstractValidator<T>
    where T : ReportForm
{
    private readonly ShelfHost shelves;

    protected ReportValidator(ShelfHost shelves)
    {
        this.shelves = shelves;
        Include(new ReportFormValidator(shelves));
    }

    /// <summary>False ends the validation without a failure.</summary>
    protected override bool PreValidate(ValidationContext<T> context, ValidationResult result) =>
        shelves.Current is not { } shelf || !PlainReport.Is(context.InstanceToValidate, shelf.Knowledge);
}
