using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using BackCare.App.Privacy;
using BackCare.Cli.Training;

namespace BackCare.Cli.Privacy;

/// <summary><c>backcare privacy breach-report</c>: whose data could have been seen in a stretch of time.</summary>
internal static class BreachReportCommand
{
    public static Command Build()
    {
        Option<DateTime?> from = TimeOption.Of("--from", "When the access may have begun (UTC)."), to = TimeOption.Of("--to", "When it was over (UTC).");
        (from.Required, to.Required) = (true, true);
        Option<string?> database = Shop.DatabaseOption();
        Option<bool> json = new("--json") { Description = "Print JSON." };
        Command command = new("breach-report", """
            Lists the pseudonyms whose data was held in a stretch of time, what of, and who was shown or took out some of it then. What to do with it: docs/privacy.md.

            Example:
              backcare privacy breach-report --from 2026-11-20T08:00Z --to 2026-11-21 --json
            """)
        { from, to, database, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using Shop shop = await Shop.OpenAsync(parsed.GetValue(database), parsed.InvocationConfiguration.Error, cancellationToken);
            GetBreachReport.Response report = await shop.AskAsync(new GetBreachReport.Query(parsed.GetValue(from)!.Value, parsed.GetValue(to)!.Value), cancellationToken);
            TextWriter output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
                await output.WriteLineAsync(JsonSerializer.Serialize(report, JsonText.Indented));
            else
                await WriteAsync(report, output);
            return Root.Done;
        });
        return command;
    }

    private static async Task WriteAsync(GetBreachReport.Response report, TextWriter output)
    {
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{report.Affected.Count} visitors affected between {report.FromUtc:yyyy-MM-dd HH:mm} and {report.ToUtc:yyyy-MM-dd HH:mm} UTC, and {report.AnonymousPlans} kept plans of nobody known."));
        if (report.IsMany)
            await output.WriteLineAsync($"From {GetBreachReport.ManyPeople} people on, the FTC is told at the same time as they are.");
        if (report.Affected.Count > 0)
            await output.WriteLineAsync("pseudonym                          lists  orders  reviews  plans  since       erased");
        foreach (GetBreachReport.Person p in report.Affected)
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{p.Pseudonym}  {p.Lists,6}  {p.Orders,6}  {p.Reviews,7}  {p.Plans,5}  {p.FirstUtc,-10:yyyy-MM-dd}  {p.ErasedUtc:yyyy-MM-dd}"));
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{report.Disclosures.Count} times somebody was shown or took out data in this time."));
        foreach (GetBreachReport.Disclosure d in report.Disclosures)
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{d.AtUtc:yyyy-MM-dd HH:mm:ss}  {d.By}  {d.Action}  {d.Target}"));
    }
}
