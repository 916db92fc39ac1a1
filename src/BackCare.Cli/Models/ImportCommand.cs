using System.CommandLine;
using System.Text.Json;
using BackCare.App.Learn;
using BackCare.App.Messaging;

namespace BackCare.Cli.Models;

/// <summary><c>backcare models import</c>: a model that ML.NET or LightGBM saved becomes a version.</summary>
internal static class ImportCommand
{
    public static Command Build()
    {
        Argument<string> file = new("file") { Description = "model.zip as ML.NET saves it (either ranking trainer), or LightGBM's text format." };
        Option<string> by = ModelsCommand.By();
        return new ModelVerb().Make("import", """
            Takes over a model that was trained elsewhere on this build's features. Its names are compared with the feature schema; the gate has not looked at it, so promoting it needs --decide.
            An ML.NET model must have been trained on rows whose missing values were imputed as `backcare models features` lists.

            Examples:
              backcare models import model.zip
              backcare models import notebook.txt --by "Ada"
            """, [file], [by], async (parsed, shop, output, json, cancellationToken) =>
        {
            TrainedElsewhere model = TrainedElsewhere.Read(parsed.GetValue(file)!);
            ImportModel.Response imported = await shop.AskAsync(
                new ImportModel.Command(model.Text, model.Trainer, model.Imputation, model.Name, model.Hash, parsed.GetValue(by)!, model.Beside), cancellationToken);
            await output.WriteLineAsync(json
                ? JsonSerializer.Serialize(imported, BackCareJson.Default.ImportResponse)
                : $"{imported.Version}: {imported.Trees} trees by {imported.Trainer}. Compare it, then: backcare models promote {imported.Version} --decide --reason \"…\"");
            return Root.Done;
        });
    }
}
