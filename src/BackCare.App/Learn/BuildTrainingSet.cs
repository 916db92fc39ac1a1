using System.Globalization;
using BackCare.App.Messaging;
using BackCare.Domain.Learn.TrainingSets;
using BackCare.Ranking.Data;
using FluentValidation;
using MediatR;

namespace BackCare.App.Learn;

/// <summary>The graded lists that training would learn from, for files that other tools read.</summary>
public static class BuildTrainingSet
{
    /// <param name="Since">Only lists served from then on (UTC); null is from the beginning.</param>
    /// <param name="Until">Only lists served before then (UTC); null is to the end.</param>
    /// <param name="IncludeSimulated">Also simulated lists when there are real ones.</param>
    public sealed record Query(DateTime? Since = null, DateTime? Until = null, bool IncludeSimulated = false) : IRequest<Answer<Response>>;

    /// <param name="Set">Graded lists with their inverse-propensity weights.</param>
    /// <param name="Simulated">Lists in it that the simulator made.</param>
    public sealed record Response(TrainingSet Set, int Simulated)
    {
        /// <summary>Writes LibSVM/LETOR text with <c>qid:</c>; the query ids count lists from 1.</summary>
        public void WriteLibSvm(TextWriter into) => LibSvmWriter.Write(into, Set.Data, withQid: true);

        /// <summary>Writes one line a shown product: list, time, product, position, grade, propensity, weight, then every model input; missing is empty.</summary>
        public void WriteCsv(TextWriter into)
        {
            ArgumentNullException.ThrowIfNull(into);
            FeatureMatrix features = Set.Data.Features;
            into.Write($"list_id,served_utc,simulated,product_id,position,grade,clicked,dismissed,propensity,weight,{string.Join(',', features.FeatureNames)}\n");
            float[] row = new float[features.Columns];
            int at = 0;
            foreach (TrainingGroup group in Set.Groups)
            {
                foreach (TrainingItem item in group.Items)
                {
                    float weight = Set.Data.Weights.IsEmpty ? 1 : Set.Data.Weights[at];
                    into.Write(string.Create(CultureInfo.InvariantCulture,
                        $"{group.ListId},{group.ServedUtc:yyyy-MM-ddTHH:mm:ss.fffZ},{Word(group.Simulated)},{item.ProductId},{item.Position},{item.Grade},{Word(item.Clicked)},{Word(item.Dismissed)},{item.Propensity:R},{weight:R}"));
                    features.CopyRow(at++, row);
                    foreach (float value in row)
                        into.Write(float.IsNaN(value) ? "," : string.Create(CultureInfo.InvariantCulture, $",{value:R}"));
                    into.Write('\n');
                }
            }
        }

        private static string Word(bool value) => value ? "true" : "false";
    }

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(q => q.Until).GreaterThan(q => q.Since).When(q => q.Since is not null && q.Until is not null)
            .WithMessage("The end must lie after the beginning.");
    }

    internal sealed class Handler(MaterialReader reader) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query query, CancellationToken cancellationToken)
        {
            Material material = await reader.ReadAsync(new MaterialWindow(Utc.Of(query.Since), Utc.Of(query.Until), query.IncludeSimulated), cancellationToken);
            return material.Set is not { } set ? Material.Nothing
                : new Response(set.Weighted(ExaminationCounts.CurveOf(set.Groups, new TrainingSetOptions().Examination)), material.Simulated);
        }
    }
}
