using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using BackCare.App.Learn;
using BackCare.App.Messaging;
using BackCare.Domain.Learn.Cards;

namespace BackCare.Cli.Models;

/// <summary><c>backcare models compare</c>: two models on the same latest lists.</summary>
internal static class CompareCommand
{
    public static Command Build()
    {
        Argument<string> version = ModelsCommand.Version("The version that wants to be better."), with = new("with") { Description = "The version to compare it with." };
        return new ModelVerb(audited: true).Make("compare", """
            Measures two models on the same latest lists of the journal and prints the paired difference with its 95 % interval.

            Example:
              backcare models compare 20261126-114500-3fa9c1d2 20261120-030000-9b01c7de
            """, [version, with], [], async (parsed, shop, output, json, cancellationToken) =>
        {
            CompareModels.Response compared = await shop.AskAsync(new CompareModels.Query(parsed.GetValue(version)!, parsed.GetValue(with)!), cancellationToken);
            if (json)
                await output.WriteLineAsync(JsonSerializer.Serialize(compared, BackCareJson.Default.CompareModelsResponse));
            else
                Print(output, compared);
            return Root.Done;
        });
    }

    private static void Print(TextWriter output, CompareModels.Response compared)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{compared.Version.Version} less {compared.With.Version}, on {compared.Lists} lists with a response"));
        output.WriteLine($"{"",-24}{"the one",10}{"the other",11}{"difference",12}   95 % interval");
        foreach (CompareModels.Metric metric in compared.Metrics)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{metric.Name,-24}{metric.Version.Estimate,10:0.0000}{metric.With.Estimate,11:0.0000}{Text(metric.Difference)}"));
        foreach (CompareModels.Slice slice in compared.Slices)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{slice.Name,-24}{slice.Lists,15} lists{"",0}{Text(slice.Difference)}"));
        foreach (string note in compared.Notes)
            output.WriteLine(note);
    }

    private static string Text(CardInterval difference) => string.Create(CultureInfo.InvariantCulture,
        $"{difference.Estimate,12:+0.0000;-0.0000;0.0000}   [{difference.Lower:0.0000}, {difference.Upper:0.0000}]");
}
