using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BackCare.App.Messaging;
using BackCare.App.Serving;
using BackCare.Domain.Scoring;
using BackCare.Ranking.Forest;
using FluentValidation;
using MediatR;

namespace BackCare.App.Learn;

/// <summary>Takes over a model that was trained elsewhere, as a version of its own. The gate has not looked at it, so a person decides whether it serves.</summary>
public static class ImportModel
{
    /// <param name="Model">The forest in LightGBM's text format.</param>
    /// <param name="Trainer">What trained it.</param>
    /// <param name="Imputation">What stood for a missing value while training, a feature; empty when missing values were learned from.</param>
    /// <param name="File">Name of the file it came from; recorded.</param>
    /// <param name="FileHash">SHA-256 of that file, in hex; recorded.</param>
    /// <param name="By">Who imports it; recorded.</param>
    /// <param name="Beside">Files to keep beside the model.</param>
    public sealed record Command(
        ReadOnlyMemory<byte> Model, string Trainer, IReadOnlyList<float> Imputation, string File, string FileHash, string By, IReadOnlyList<ModelPart> Beside)
        : IRequest<Answer<Response>>;

    /// <param name="Version">Name of the new version.</param>
    /// <param name="Trainer">What trained it.</param>
    /// <param name="Trees">How many trees it has.</param>
    /// <param name="ModelHash">SHA-256 of its model file.</param>
    public sealed record Response(string Version, string Trainer, int Trees, string ModelHash);

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Trainer).NotEmpty().MaximumLength(100);
            RuleFor(c => c.File).NotEmpty().MaximumLength(300);
            RuleFor(c => c.By).NotEmpty().MaximumLength(200);
        }
    }

    internal sealed class Handler(ModelStore store, TimeProvider clock) : IRequestHandler<Command, Answer<Response>>
    {
        public Task<Answer<Response>> Handle(Command command, CancellationToken cancellationToken) => Task.FromResult(Import(command));

        private Answer<Response> Import(Command command)
        {
            using var text = new StreamReader(new MemoryStream(command.Model.ToArray()));
            if (!LightGbmText.TryRead(text, out FlatForest? forest, out ModelFormatException? damage))
                return new Refusal(RefusalKind.Invalid, $"{command.File} is no model that can be read: {damage.Message}");
            FeatureSchema schema = FeatureSchema.Current;
            if (FirstDifference(forest.FeatureNames, schema.Names) is { } difference)
                return new Refusal(RefusalKind.Invalid, $"{command.File}: {difference}; retrain it on feature schema {schema.Hash}.");

            DateTime now = clock.GetUtcNow().UtcDateTime;
            string hash = Convert.ToHexStringLower(SHA256.HashData(command.Model.Span)), version = ModelVersion.Of(now, hash);
            Answer<StoredModel> written = store.Write(version,
                [new("model.txt", command.Model), new("card.json", Encoding.UTF8.GetBytes(Card(command, version, now, hash))), .. command.Beside]);
            return written.Refusal is { } refusal ? refusal : new Response(version, command.Trainer, forest.Trees.Length, hash);
        }

        private static string? FirstDifference(IReadOnlyList<string> names, IReadOnlyList<string> expected)
        {
            if (names.Count != expected.Count)
                return $"the model was trained on {names.Count} features, the schema here has {expected.Count}";
            int differs = names.Zip(expected).TakeWhile(pair => pair.First == pair.Second).Count();
            return differs == names.Count ? null : $"feature {differs} of the model is '{names[differs]}', the schema here has '{expected[differs]}' there";
        }

        private static string Card(Command command, string version, DateTime now, string hash)
        {
            JsonObject imputation = [];
            foreach ((string feature, float value) in FeatureSchema.Current.Names.Zip(command.Imputation))
                imputation[feature] = value;
            return new JsonObject
            {
                ["version"] = version,
                ["trainer"] = command.Trainer,
                ["createdUtc"] = now,
                ["schemaHash"] = FeatureSchema.Current.Hash,
                ["imported"] = new JsonObject
                {
                    ["file"] = command.File,
                    ["hash"] = command.FileHash,
                    ["by"] = command.By,
                    ["note"] = "Trained elsewhere: on what data and with what options is not known here, and the gate has not looked at it.",
                },
                ["imputation"] = imputation,
                ["modelHash"] = hash,
            }.ToJsonString(Indented);
        }
    }
}
