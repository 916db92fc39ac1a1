using BackCare.App.Messaging;
using BackCare.App.Serving;
using MediatR;

namespace BackCare.App.Events;

/// <summary>What the journal of this process has done since it started.</summary>
public static class GetJournal
{
    public sealed record Query : IRequest<Answer<JournalStats>>;

    internal sealed class Handler(EventJournal journal) : IRequestHandler<Query, Answer<JournalStats>>
    {
        public Task<Answer<JournalStats>> Handle(Query request, CancellationToken cancellationToken) => Task.FromResult<Answer<JournalStats>>(journal.Stats);
    }
}
