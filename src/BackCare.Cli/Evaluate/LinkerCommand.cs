using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using BackCare.App.Serving;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Recommend;
using BackCare.Domain.Symptoms;

namespace BackCare.Cli.Evaluate;

/// <summary><c>backcare evaluate linker</c>: right symptoms, false links, danger signs found, false stops.</summary>
internal static class LinkerCommand
{
    public static Command Build()
    {
        Options options = new();
        Command command = new("linker", """
            Counts how the linker reads texts whose meaning is known; every miss is listed. Files are CSV: text, expected_symptoms, expected_red_flags.

            Example:
              backcare evaluate linker --cases triage_cases.csv
              backcare evaluate linker --phrases --leave-one-out --json
            """)
        { options.Cases, options.Phrases, options.LeaveOneOut, options.Json, options.Database };
        command.Validators.Add(given =>
        {
            bool phrases = given.GetValue(options.Phrases) || given.GetValue(options.LeaveOneOut);
            if (given.GetValue(options.Cases) is null && !phrases)
                given.AddError("Give --cases with a file, --phrases, or --leave-one-out.");
        });
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, options, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Options given, CancellationToken cancellationToken)
    {
        IReadOnlyList<LinkerCase>? cases = parsed.GetValue(given.Cases) is { } file ? LinkerCaseFile.Read(file) : null;
        await using Shop shop = await Shop.OpenAsync(parsed.GetValue(given.Database), parsed.InvocationConfiguration.Error, cancellationToken);
        Shelf shelf = shop.Get<ShelfHost>().Current!;
        var scores = new Dictionary<string, LinkerScore>(StringComparer.Ordinal);
        if (cases is not null)
            scores["cases"] = LinkerEvaluation.Score(shelf.Linker, shelf.Knowledge, cases);
        if (parsed.GetValue(given.Phrases))
            scores["phrases"] = LinkerEvaluation.Score(shelf.Linker, shelf.Knowledge, Everyday(shelf.Knowledge));
        if (parsed.GetValue(given.LeaveOneOut))
            scores["leaveOneOut"] = LinkerEvaluation.LeaveOneOut(shelf.Linker, shelf.Knowledge);

        TextWriter output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(given.Json))
            await output.WriteLineAsync(JsonSerializer.Serialize(scores, JsonText.Indented));
        else
        {
            foreach ((string name, LinkerScore score) in scores)
                Print(output, name, score);
        }

        return Root.Done;
    }

    /// <summary>The known phrases as texts that name their symptom and no danger sign.</summary>
    private static IReadOnlyList<LinkerCase> Everyday(KnowledgeBase knowledge) =>
        [.. knowledge.Rows.Phrases.Select(p => new LinkerCase(p.Id, p.Phrase, [p.SymptomId], []))];

    private static void Print(TextWriter output, string name, LinkerScore s)
    {
        output.WriteLine($"{name}: {s.Cases.ToString(CultureInfo.InvariantCulture)} texts");
        Row("top-1", s.Top1, s.WithSymptoms);
        Row("top-3, any expected", s.Top3Any, s.WithSymptoms);
        Row("top-3, all expected", s.Top3All, s.WithSymptoms);
        Row("false links", s.FalseLinks, s.WithoutSymptoms);
        Row("  on other subjects", s.OffTopicLinks, s.OffTopic);
        Row("danger signs found", s.FlagsFound, s.FlagsExpected);
        Row("false stops", s.FalseStops, s.WithoutFlags);
        Row("false questions", s.FalseQuestions, s.WithoutFlags);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {"extra danger signs",-22}{s.ExtraFlags,5}"));
        foreach (LinkerMiss miss in s.Misses)
            output.WriteLine($"  {miss.What} {miss.Id}: expected {Or(miss.Expected)}, got {Or(miss.Got)}");

        void Row(string what, int count, int of) => output.WriteLine(of == 0
            ? $"  {what,-22}    – of 0"
            : string.Create(CultureInfo.InvariantCulture, $"  {what,-22}{count,5} of {of}  {(double)count / of:0.000}"));

        static string Or(string list) => list.Length > 0 ? list : "nothing";
    }

    private sealed class Options
    {
        public readonly Option<string?> Cases = new("--cases") { HelpName = "cases.csv", Description = "Texts with what should be found in them." };
        public readonly Option<bool> Phrases = new("--phrases") { Description = "Read the known phrases themselves; shows false stops on everyday words." };
        public readonly Option<bool> LeaveOneOut = new("--leave-one-out") { Description = "Read each known phrase with a linker that was not taught it." };
        public readonly Option<bool> Json = new("--json") { Description = "Print JSON." };
        public readonly Option<string?> Database = Shop.DatabaseOption();
    }
}
