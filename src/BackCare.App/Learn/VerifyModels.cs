using BackCare.App.Messaging;
using BackCare.App.Serving;
using MediatR;

namespace BackCare.App.Learn;

/// <summary>Whether models are whole and could serve: card, hash of the model file, its format, the feature schema.</summary>
public static class VerifyModels
{
    /// <param name="Version">The model; null is every model.</param>
    public sealed record Query(string? Version = null) : IRequest<Answer<Response>>;

    /// <param name="Items">One entry a model, newest first.</param>
    public sealed record Response(IReadOnlyList<Item> Items);

    /// <param name="Version">The model.</param>
    /// <param name="Sound">It could serve.</param>
    /// <param name="Problem">Why it could not; null when it could.</param>
    public sealed record Item(string Version, bool Sound, string? Problem);

    internal sealed class Handler(ModelStore store) : IRequestHandler<Query, Answer<Response>>
    {
        public Task<Answer<Response>> Handle(Query query, CancellationToken cancellationToken)
        {
            if (query.Version is { } named && store.Find(named) is null)
                return Task.FromResult<Answer<Response>>(ModelAnswers.NoSuchModel);
            string[] versions = query.Version is { } one ? [one] : [.. store.List().Select(model => model.Version)];
            return Task.FromResult<Answer<Response>>(new Response([.. versions.Select(version =>
                store.RankerOf(version).Refusal is { } problem ? new Item(version, false, problem) : new Item(version, true, null))]));
        }
    }
}
