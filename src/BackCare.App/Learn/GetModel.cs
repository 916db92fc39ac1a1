using System.Text.Json;
using BackCare.App.Messaging;
using BackCare.App.Serving;
using MediatR;

namespace BackCare.App.Learn;

/// <summary>One model version: its card as it is stored, and its files.</summary>
public static class GetModel
{
    /// <param name="Version">Name of the version.</param>
    public sealed record Query(string Version) : IRequest<Answer<Response>>;

    /// <param name="Model">What the list says of it.</param>
    /// <param name="Reasons">The gate's reasons, one sentence each.</param>
    /// <param name="Files">Names of its files.</param>
    /// <param name="Card">The card, word for word.</param>
    public sealed record Response(GetModels.Item Model, IReadOnlyList<string> Reasons, IReadOnlyList<string> Files, JsonElement? Card);

    internal sealed class Handler(ModelStore store) : IRequestHandler<Query, Answer<Response>>
    {
        public Task<Answer<Response>> Handle(Query query, CancellationToken cancellationToken)
        {
            if (store.Find(query.Version) is not { } model)
                return Task.FromResult<Answer<Response>>(ModelAnswers.NoSuchModel);
            string[] files = [.. Directory.EnumerateFiles(Path.Combine(store.Folder, model.Version)).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
            return Task.FromResult<Answer<Response>>(new Response(
                GetModels.ItemOf(model, store.Champion().File?.Version), model.Card?.Reasons ?? [], files, model.Card?.Json));
        }
    }
}

/// <summary>Words that several use cases about models share.</summary>
internal static class ModelAnswers
{
    public static Refusal NoSuchModel { get; } = new(RefusalKind.NotFound, "There is no model of this version; list the models to see their names.");
}
