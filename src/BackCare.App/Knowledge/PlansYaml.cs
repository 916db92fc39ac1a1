using BackCare.Domain.Knowledge;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace BackCare.App.Knowledge;

/// <summary>Reads <c>plans.yaml</c> as two tables, plans and plan_phases, that keep the line of each entry.</summary>
internal static class PlansYaml
{
    private static readonly IReadOnlyList<string> PlanColumns = KnowledgeSchema.ByName["plans"].Columns;
    private static readonly IReadOnlyList<string> PhaseColumns = KnowledgeSchema.ByName["plan_phases"].Columns;

    public static IEnumerable<KnowledgeTable> Read(string file, byte[] bytes, List<KnowledgeProblem> problems)
    {
        var plans = new List<KnowledgeRow>();
        var phases = new List<KnowledgeRow>();
        foreach (YamlMappingNode plan in Children(Root(file, bytes, problems), "plans"))
        {
            NoteUnknown(file, plan, [.. PlanColumns, "phases"], problems);
            plans.Add(new KnowledgeRow((int)plan.Start.Line, [.. PlanColumns.Select(column => Cell(plan, column))]));
            string planId = Cell(plan, "id");
            foreach ((YamlMappingNode phase, int number) in Children(plan, "phases").Select((p, i) => (p, i + 1)))
            {
                NoteUnknown(file, phase, ["weeks", "goal", "exercises"], problems);
                phases.Add(new KnowledgeRow((int)phase.Start.Line,
                    [FormattableString.Invariant($"{planId}_{number:00}"), planId, Cell(phase, "weeks"), Cell(phase, "goal"), Cell(phase, "exercises")]));
            }
        }

        return [new KnowledgeTable("plans", file, PlanColumns, plans), new KnowledgeTable("plan_phases", file, PhaseColumns, phases)];
    }

    private static YamlNode? Root(string file, byte[] bytes, List<KnowledgeProblem> problems)
    {
        try
        {
            var yaml = new YamlStream();
            using var text = new StreamReader(new MemoryStream(bytes));
            yaml.Load(text);
            return yaml.Documents.Count > 0 ? yaml.Documents[0].RootNode : null;
        }
        catch (YamlException error)
        {
            problems.Add(new KnowledgeProblem(file, (int)error.Start.Line, "", "", "is not valid YAML here", "Check indentation, quotes and colons"));
            return null;
        }
    }

    private static void NoteUnknown(string file, YamlMappingNode map, IReadOnlyList<string> known, List<KnowledgeProblem> problems)
    {
        foreach (YamlNode key in map.Children.Keys)
        {
            if (key is YamlScalarNode { Value: { } name } && !known.Contains(name))
                problems.Add(new KnowledgeProblem(file, (int)key.Start.Line, name, "", "is not a known key", $"Use one of: {string.Join(", ", known)}"));
        }
    }

    private static IEnumerable<YamlMappingNode> Children(YamlNode? node, string key) =>
        node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(key), out YamlNode? list) && list is YamlSequenceNode items
            ? items.OfType<YamlMappingNode>()
            : [];

    private static string Cell(YamlMappingNode map, string key) =>
        !map.Children.TryGetValue(new YamlScalarNode(key), out YamlNode? value) ? ""
        : value is YamlSequenceNode list ? string.Join('|', list.OfType<YamlScalarNode>().Select(item => item.Value))
        : (value as YamlScalarNode)?.Value ?? "";
}
