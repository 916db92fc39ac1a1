using System.Globalization;
using BackCare.Domain.Plans;
using BackCare.Domain.Safety;
using BackCare.Domain.Symptoms;

namespace BackCare.Domain.Knowledge;

/// <summary>Reads the typed values of one row and notes every value that is not what its column holds.</summary>
internal sealed class RowReader(KnowledgeTable table, IReadOnlyDictionary<string, int> columnIndex, List<KnowledgeProblem> problems)
{
    private KnowledgeRow row = new(0, []);

    public void MoveTo(KnowledgeRow next) => row = next;

    public string Text(string column) => columnIndex.TryGetValue(column, out int index) && index < row.Cells.Count ? row.Cells[index] : "";

    public string Required(string column)
    {
        string value = Text(column);
        if (value.Length == 0)
            Note(column, value, "is empty", "Fill it in");
        return value;
    }

    public string? Optional(string column) => Text(column) is { Length: > 0 } value ? value : null;

    public IReadOnlyList<string> List(string column)
    {
        string value = Text(column);
        if (value.Length == 0)
            return [];
        string[] items = value.Split('|');
        if (items.Any(i => i.Trim().Length == 0 || i != i.Trim()))
            Note(column, value, "has an empty item or a space beside '|'", "Separate items by a single '|'");
        return items;
    }

    public bool Flag(string column)
    {
        string value = Text(column);
        if (value is not ("true" or "false"))
            Note(column, value, "is neither true nor false", "Write true or false");
        return value == "true";
    }

    public T Choice<T>(string column)
        where T : struct, Enum
    {
        string value = Text(column);
        if (!SnakeNames.TryParse(value, out T choice))
            Note(column, value, "is not a known value", $"Use one of: {SnakeNames.All<T>()}");
        return choice;
    }

    public double Number(string column, double lowest, double highest)
    {
        string value = Text(column);
        if (double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number >= lowest && number <= highest)
            return number;
        Note(column, value, "is not a number in range", FormattableString.Invariant($"Write a number from {lowest} to {highest}, with a point"));
        return lowest;
    }

    public double? OptionalNumber(string column, double lowest, double highest) =>
        Text(column).Length == 0 ? null : Number(column, lowest, highest);

    public int? OptionalWhole(string column, int lowest, int highest)
    {
        if (OptionalNumber(column, lowest, highest) is not { } number)
            return null;
        if (number != Math.Floor(number))
            Note(column, Text(column), "is not a whole number", "Write a whole number");
        return (int)number;
    }

    public IReadOnlyList<WeightedStructure> Weights(string column) =>
        [.. Pairs(column).Select(pair =>
        {
            if (!double.TryParse(pair.Right, NumberStyles.Float, CultureInfo.InvariantCulture, out double weight) || weight is <= 0 or > 1)
                Note(column, pair.Left + ":" + pair.Right, "has no weight above 0 and up to 1", "Write structure:0.7");
            return new WeightedStructure(pair.Left, weight);
        })];

    public IReadOnlyList<ExerciseContraindication> Limits(string column) =>
        [.. Pairs(column).Select(pair => new ExerciseContraindication(pair.Left, pair.Right switch
        {
            "block" => ContraindicationLevel.Block,
            "ask" => ContraindicationLevel.AskClinician,
            "caution" => ContraindicationLevel.Caution,
            _ => UnknownLevel(column, pair.Left + ":" + pair.Right),
        }))];

    /// <summary>A price in dollars and cents as minor units, exactly.</summary>
    public long Minor(string column)
    {
        string value = Text(column);
        if (decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal price)
            && price is > 0 and < 1_000_000 && decimal.Truncate(price * 100) == price * 100)
            return (long)(price * 100);
        Note(column, value, "is not a price above 0 with at most two decimals", "Write a price such as 19.95");
        return 0;
    }

    public void Note(string column, string value, string problem, string remedy) =>
        problems.Add(new KnowledgeProblem(table.File, row.Line, column, value, problem, remedy));

    private IEnumerable<(string Left, string Right)> Pairs(string column)
    {
        foreach (string item in List(column))
        {
            int colon = item.IndexOf(':', StringComparison.Ordinal);
            yield return colon < 0 ? (item, "") : (item[..colon], item[(colon + 1)..]);
        }
    }

    private ContraindicationLevel UnknownLevel(string column, string value)
    {
        Note(column, value, "has no known level", "Write condition:block, condition:ask or condition:caution");
        return ContraindicationLevel.Block;
    }
}
