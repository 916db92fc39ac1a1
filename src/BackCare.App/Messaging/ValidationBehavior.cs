using FluentValidation;
using MediatR;

namespace BackCare.App.Messaging;

/// <summary>Refuses a request that its validators do not accept; the handler then never sees it. No validator waits for anything.</summary>
internal sealed class ValidationBehavior<TRequest, T>(IEnumerable<IValidator<TRequest>> validators) : IPipelineBehavior<TRequest, Answer<T>>
    where T : notnull
{
    public async Task<Answer<T>> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<Answer<T>> next)
    {
        List<RefusedField>? fields = null;
        foreach (IValidator<TRequest> validator in validators)
        {
            foreach (var failure in validator.Validate(request).Errors)
                (fields ??= []).Add(new RefusedField(JsonPath.From(failure.PropertyName), failure.ErrorMessage));
        }

        return fields is null ? await next() : new Refusal(RefusalKind.Invalid, "Some fields are not valid; nothing was done.", fields);
    }
}
