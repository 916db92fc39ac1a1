using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using BackCare.Ranking.Metrics;
using BackCare.Ranking.OffPolicy;

namespace BackCare.Cli.OffPolicy;

/// <summary><c>backcare off-policy</c>: what another policy would have earned, from a log with propensities.</summary>
internal static class OffPolicyCommand
{
    public static Command Build()
    {
        Options options = new();
        Command command = new("off-policy", """
            Value of a policy that did not choose what was shown: IPS, self-normalised IPS, doubly robust, effective sample size, intervals.

            Example:
              backcare off-policy --log log.csv --json
            """)
        { options.Log, options.Clip, options.Resamples, options.Seed, options.Level, options.Json };
        command.SetAction(parsed => Run(parsed, options));
        return command;
    }

    private static int Run(ParseResult parsed, Options given)
    {
        OffPolicyLog log = InputFile.Read(parsed.GetValue(given.Log)!, OffPolicyLogReader.Read);
        OffPolicyOptions options = new(parsed.GetValue(given.Clip))
        {
            Bootstrap = new BootstrapOptions(parsed.GetValue(given.Resamples), parsed.GetValue(given.Seed), parsed.GetValue(given.Level)),
        };
        OffPolicyEstimate items = OffPolicyEstimator.PerItem(log, options);
        OffPolicyEstimate? lists = log.ListCount > 0 ? OffPolicyEstimator.PerList(log, options) : null;
        TextWriter output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(given.Json))
            output.WriteLine(JsonSerializer.Serialize(OffPolicyJson.Of(items, lists, options), JsonText.Indented));
        else
            Print(output, items, lists, options);
        return Root.Done;
    }

    private static void Print(TextWriter output, OffPolicyEstimate items, OffPolicyEstimate? lists, OffPolicyOptions options)
    {
        PrintForm(output, "item", items, options.Bootstrap.Level);
        if (lists is not null)
            PrintForm(output, "list", lists, options.Bootstrap.Level);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"effective sample size {items.EffectiveSampleSize:0.#} of {items.Units} entries; importance weights: mean {items.MeanWeight:0.###}, largest {items.MaxWeight:0.###}, clipped {items.Clipped}"));
        if (items.MeanWeight is < 0.8 or > 1.25)
            output.WriteLine("The mean weight is far from 1: logged propensities may be wrong, or the log does not cover what the policy would show.");
    }

    private static void PrintForm(TextWriter output, string unit, OffPolicyEstimate value, double level)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"reward per {unit} ({value.Units} {unit}s)   estimate   {100 * level:0.#} % interval"));
        Row("logging policy", value.Logged);
        Row("IPS", value.Ips);
        Row("SNIPS", value.Snips);
        if (value.DoublyRobust is { } robust)
            Row("doubly robust", robust);

        void Row(string name, Interval interval) => output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"  {name,-16}{interval.Estimate,12:0.00000}   [{interval.Lower:0.00000}, {interval.Upper:0.00000}]"));
    }

    private sealed class Options
    {
        public readonly Option<string> Log = new("--log")
        {
            Required = true,
            HelpName = "log.csv",
            Description = "CSV with a header: reward,propensity,target; for doubly robust also estimate,target_value; for whole lists also position (from 1) and optionally list.",
        };

        public readonly Option<double> Clip = NumberOption.Of("--clip", double.PositiveInfinity, value => value > 0, "a number above 0", "Largest importance weight; without it weights are used as they are.");
        public readonly Option<int> Resamples = NumberOption.Whole("--resamples", 2_000, 100, "Bootstrap resamples, at least 100.");
        public readonly Option<ulong> Seed = NumberOption.Of<ulong>("--seed", 1, _ => true, "a whole number, at least 0", "Seed of the resamples.");
        public readonly Option<double> Level = NumberOption.Of("--level", 0.95, value => value is > 0 and < 1, "a number between 0 and 1", "Coverage of the intervals.");
        public readonly Option<bool> Json = new("--json") { Description = "Print JSON." };
    }
}
