using BackCare.Domain.Knowledge;
using YamlDotNet.RepresentationModel;

namespace BackCare.App.Knowledge;

/// <summary>Reads <c>plans.yaml</c> as two tables, plans and plan_phases, that keep the line of each entry.</summary>
internal static class PlansYaml
{
    private static readonly string[] PlanColumns = ["id", "title", "weeks", "evidence", "honest_note", "symptoms", "source_ids"];
    private static readonly string[] PhaseColumns = ["id", "plan_id", "weeks", "goal", "exercises"];

    public static IEnumerable<KnowledgeTable> Read(string path)
    {
        var yaml = new YamlStream();
        using (var text = new StreamReader(path))
            yaml.Load(text);

        var plans = new List<KnowledgeRow>();
        var phases = new List<KnowledgeRow>();
        foreach (YamlMappingNode plan in Children(yaml.Documents.Count > 0 ? yaml.Documents[0].RootNode : null, "plans"))
        {
            plans.Add(new KnowledgeRow((int)plan.Start.Line, [.. PlanColumns.Select(column => Cell(plan, column))]));
            string planId = Cell(plan, "id");
            foreach ((YamlMappingNode phase, int number) in Children(plan, "phases").Select((p, i) => (p, i + 1)))
            {
                phases.Add(new KnowledgeRow((int)phase.Start.Line,
                    [FormattableString.Invariant($"{planId}_{number:00}"), planId, Cell(phase, "weeks"), Cell(phase, "goal"), Cell(phase, "exercises")]));
            }
        }

        string file = Path.GetFileName(path);
        return [new KnowledgeTable("plans", file, PlanColumns, plans), new KnowledgeTable("plan_phases", file, PhaseColumns, phases)];
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
