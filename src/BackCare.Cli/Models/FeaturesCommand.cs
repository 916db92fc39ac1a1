using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using BackCare.Domain.Scoring;

namespace BackCare.Cli.Models;

/// <summary><c>backcare models features</c>: the model inputs of this build, for whoever trains a product model elsewhere.</summary>
internal static class FeaturesCommand
{
    public static Command Build()
    {
        Option<bool> json = new("--json") { Description = "Print JSON." };
        Command command = new("features", """
            List the inputs of product models in their order, with range, what a missing value means and what is imputed for trainers that take none. A model serves only when its features have these names in this order.

            Example:
              backcare models features --json
            """)
        { json };
        command.SetAction(parsed =>
        {
            FeatureSchema schema = FeatureSchema.Current;
            TextWriter output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                output.WriteLine(JsonSerializer.Serialize(new
                {
                    schemaHash = schema.Hash,
                    features = schema.Features.Select(f => new { f.Name, f.Unit, f.Lowest, f.Highest, missing = f.Missing.Length == 0 ? null : f.Missing, f.Imputed }),
                }, JsonText.Indented));
                return Root.Done;
            }

            output.WriteLine($"schema {schema.Hash}");
            for (int index = 0; index < schema.Width; index++)
            {
                Feature feature = schema.Features[index];
                output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{index,3} {feature.Name,-32} {feature.Lowest} to {feature.Highest} ({feature.Unit}); imputed {feature.Imputed}{(feature.Missing.Length == 0 ? "" : $"; missing: {feature.Missing}")}"));
            }

            return Root.Done;
        });
        return command;
    }
}
