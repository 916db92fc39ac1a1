using System.CommandLine;
using System.Text.Json;
using BackCare.App.Accounts;
using BackCare.App.Learn.Experiments;
using BackCare.App.Messaging;

namespace BackCare.Cli.Experiments;

/// <summary><c>backcare experiments start</c>: compares a treatment with what serves today.</summary>
internal static class StartCommand
{
    public static Command Build()
    {
        Option<string> name = new("--name") { HelpName = "text", Description = "What you want to know.", Required = true };
        Option<string> kind = new("--kind") { HelpName = "ab_test|interleaving|shadow", Description = "How to compare.", DefaultValueFactory = static _ => "ab_test" };
        Option<string> treatment = new("--treatment") { HelpName = "model", Description = "A model version, champion or knowledge.", DefaultValueFactory = static _ => "champion" };
        Option<string> control = new("--control") { HelpName = "model", Description = "A model version, champion or knowledge.", DefaultValueFactory = static _ => "champion" };
        Option<double?> treatmentBudget = Number("--treatment-budget", "Share of lists that explore in the treatment, 0 to 1."), controlBudget = Number("--control-budget", "The same in the control.");
        Option<double?> treatmentTemperature = Number("--treatment-temperature", "Temperature of exploration in the treatment."), controlTemperature = Number("--control-temperature", "The same in the control.");
        Option<double> share = new("--share") { HelpName = "number", Description = "Share of consenting visitors who take part.", DefaultValueFactory = static _ => 1 };
        Option<string> goal = new("--goal") { HelpName = "click|add_to_cart|purchase", Description = "What counts as success.", DefaultValueFactory = static _ => "click" };
        Option<int> window = NumberOption.Whole("--window-minutes", 60, 1, "How long after a visitor's first list a success counts.");
        Option<double> alpha = new("--alpha") { HelpName = "number", Description = "Chance of ever calling a difference that is not there.", DefaultValueFactory = static _ => 0.05 };
        kind.AcceptOnlyFromAmong("ab_test", "interleaving", "shadow");
        goal.AcceptOnlyFromAmong("click", "add_to_cart", "purchase");
        Option<string?> database = Shop.DatabaseOption();
        Option<bool> json = new("--json") { Description = "Print JSON." };
        Command command = new("start", """
            Starts an experiment; running hosts take it up within two seconds. One at a time runs on what is served.

            Examples:
              backcare experiments start --name "November model" --treatment 20261126-114500-3fa9c1d2
              backcare experiments start --name "more exploration" --treatment-budget 0.2
              backcare experiments start --name "is it another order?" --kind shadow --treatment 20261126-114500-3fa9c1d2
            """)
        {
            name, kind, treatment, treatmentBudget, treatmentTemperature, control, controlBudget, controlTemperature, share, goal, window, alpha, database, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using Shop shop = await Shop.OpenAsync(parsed.GetValue(database), parsed.InvocationConfiguration.Error, cancellationToken);
            ExperimentPart started = await shop.AskAsync(
                new StartExperiment.Command(
                    parsed.GetValue(name)!, parsed.GetValue(kind)!,
                    new ArmPart(parsed.GetValue(treatment)!, parsed.GetValue(treatmentBudget), parsed.GetValue(treatmentTemperature)),
                    new ArmPart(parsed.GetValue(control)!, parsed.GetValue(controlBudget), parsed.GetValue(controlTemperature)),
                    parsed.GetValue(share), parsed.GetValue(goal)!, parsed.GetValue(window), parsed.GetValue(alpha))
                { By = Actor.Console },
                cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(json)
                ? JsonSerializer.Serialize(started, BackCareJson.Default.ExperimentPart)
                : $"Started {started.Id}: {started.Control.Words} against {started.Treatment.Words}");
            return Root.Done;
        });
        return command;
    }

    private static Option<double?> Number(string name, string description) => new(name) { HelpName = "number", Description = description };
}
