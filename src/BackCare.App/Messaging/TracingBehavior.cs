using System.Diagnostics;
using MediatR;

namespace BackCare.App.Messaging;

/// <summary>One activity per use case, with its name and whether it refused; nothing of what was asked or answered.</summary>
internal sealed class TracingBehavior<TRequest, T> : IPipelineBehavior<TRequest, Answer<T>>
    where T : notnull
{
    private static readonly string UseCase = typeof(TRequest).DeclaringType?.Name ?? typeof(TRequest).Name;

    public async Task<Answer<T>> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<Answer<T>> next)
    {
        using Activity? activity = Traces.Source.StartActivity(UseCase);
        Answer<T> answer = await next();
        if (answer.Refusal is { } refusal)
            activity?.SetTag("backcare.refused", refusal.Kind.ToString());
        return answer;
    }
}
