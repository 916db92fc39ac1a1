using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using BackCare.App.Serving;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Recommend;

namespace BackCare.Cli.Evaluate;

/// <summary><c>backcare evaluate interview</c>: how many questions lead to a decision.</summary>
internal static class InterviewCommand
{
    public static Command Build()
    {
        Option<string> cases = new("--cases") { HelpName = "cases.csv", Description = "Texts with what is true of them.", Required = true };
        Option<bool> json = new("--json") { Description = "Print JSON." };
        Option<string?> database = Shop.DatabaseOption();
        Command command = new("interview", """
            Interviews texts whose meaning is known and counts questions and screens until the interview decides. Files are CSV: text, expected_symptoms, expected_red_flags.

            Example:
              backcare evaluate interview --cases triage_cases.csv
            """)
        { cases, json, database };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var known = LinkerCaseFile.Read(parsed.GetValue(cases)!);
            await using Shop shop = await Shop.OpenAsync(parsed.GetValue(database), parsed.InvocationConfiguration.Error, cancellationToken);
            InterviewEvaluation result = InterviewEvaluation.Run(known, shop.Get<ShelfHost>().Current!);
            TextWriter output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json)) await output.WriteLineAsync(JsonSerializer.Serialize(result, JsonText.Indented));
            else Print(output, result);
            return Root.Done;
        });
        return command;
    }

    private static void Print(TextWriter output, InterviewEvaluation result)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{result.Runs.Count} interviews: median {result.MedianQuestions:0.#} questions on {result.MedianScreens:0.#} screens until a decision; " +
            $"{result.Runs.Count(r => r.Referred)} ended with a clinician."));
        foreach (InterviewRun run in result.Runs)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {run.Id,-10}{run.Questions,4} questions{run.Screens,4} screens  {run.CareLevel.ToSnake()}"));
        }
    }
}
