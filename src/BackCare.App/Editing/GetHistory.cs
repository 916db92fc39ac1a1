using System.Globalization;
using BackCare.App.Messaging;
using FluentValidation;
using MediatR;

namespace BackCare.App.Editing;

/// <summary>What became of one thing that people edit, newest first, one page.</summary>
public static class GetHistory
{
    /// <param name="Subject">Kind of thing, such as <c>product</c>.</param>
    /// <param name="Key">Its key.</param>
    /// <param name="Cursor">Where the page before ended; null for the newest changes.</param>
    /// <param name="Limit">1 to 100.</param>
    public sealed record Query(string Subject, string Key, string? Cursor = null, int Limit = 20) : IRequest<Answer<Response>>;

    /// <param name="Items">Changes, newest first; none for a thing that was never edited.</param>
    /// <param name="Next">Cursor of the next page; null on the last.</param>
    public sealed record Response(IReadOnlyList<HistoryEntry> Items, string? Next);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Subject).NotEmpty().MaximumLength(80);
            RuleFor(q => q.Key).NotEmpty().MaximumLength(200);
            RuleFor(q => q.Limit).InclusiveBetween(1, 100);
        }
    }

    internal sealed class Handler(EditHistory history) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            string list = $"history:{request.Subject}:{request.Key}";
            Answer<CursorStart> start = Cursor.Number(request.Cursor, list);
            if (start.Refusal is { } refusal) return refusal;
            IReadOnlyList<HistoryEntry> found = await history.ReadAsync(request.Subject, request.Key, start.Value.After, request.Limit + 1, cancellationToken);
            return found.Count > request.Limit
                ? new Response([.. found.Take(request.Limit)], Cursor.After(list, found[request.Limit - 1].Id.ToString(CultureInfo.InvariantCulture)))
                : new Response(found, null);
        }
    }
}
