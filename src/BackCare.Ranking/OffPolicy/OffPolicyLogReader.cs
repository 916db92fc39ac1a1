using System.Globalization;

namespace BackCare.Ranking.OffPolicy;

/// <summary>Reads an off-policy log from comma-separated text with a header line.</summary>
/// <remarks>
/// Columns, in any order, other columns are passed over: <c>reward, propensity, target</c>; for the doubly robust estimator <c>estimate, target_value</c>;
/// for the slate form <c>position</c> (1-based) and optionally <c>list</c>, any text that names the served list. Without <c>list</c> the entries are
/// in served order and a list begins where the position does not rise. Fields may be quoted; numbers use a decimal point.
/// </remarks>
public static class OffPolicyLogReader
{
    private static readonly string[] Required = ["reward", "propensity", "target"];

    /// <summary>Reads and checks a whole log.</summary>
    /// <exception cref="FormatException">A column is missing, or a value cannot be used; the message has the line, the value and what is wanted.</exception>
    public static OffPolicyLog Read(TextReader source)
    {
        ArgumentNullException.ThrowIfNull(source);
        string header = source.ReadLine() ?? throw new FormatException("The log is empty; its first line must name the columns reward, propensity and target.");
        Columns columns = new(header.TrimStart('\uFEFF').Split(',').Select(Field));
        string? text;
        for (int line = 2; (text = source.ReadLine()) is not null; line++)
        {
            if (!string.IsNullOrWhiteSpace(text))
                columns.Add(line, text.Split(','));
        }
        return columns.Finish();
    }

    private static string Field(string text) => text.Trim() is ['"', .. var inner, '"'] ? inner.Trim() : text.Trim();

    private sealed class Columns
    {
        private readonly string[] header;
        private readonly List<double> rewards = [], propensities = [], targets = [], estimates = [], targetValues = [];
        private readonly List<int> lists = [];
        private readonly Dictionary<string, int> listNumbers = new(StringComparer.Ordinal);
        private double lastPosition = double.PositiveInfinity;

        public Columns(IEnumerable<string> names)
        {
            header = [.. names.Select(name => name.ToLowerInvariant())];
            string found = string.Join(", ", header);
            foreach (string name in Required)
            {
                if (!Has(name))
                    throw new FormatException($"Line 1: column '{name}' is missing; found {found}. A log needs reward, propensity and target.");
            }
            if (Has("estimate") != Has("target_value"))
                throw new FormatException($"Line 1: estimate and target_value go together, for the doubly robust estimator; found {found}.");
        }

        public void Add(int line, string[] fields)
        {
            if (fields.Length != header.Length)
                throw new FormatException($"Line {line} has {fields.Length} fields, the header has {header.Length}.");
            rewards.Add(Number(line, fields, "reward", double.IsFinite, "a finite number"));
            propensities.Add(Number(line, fields, "propensity", p => p is > 0 and <= 1, "a probability above 0 and at most 1"));
            targets.Add(Number(line, fields, "target", p => p is >= 0 and <= 1, "a probability from 0 to 1"));
            if (Has("estimate"))
            {
                estimates.Add(Number(line, fields, "estimate", double.IsFinite, "a finite number"));
                targetValues.Add(Number(line, fields, "target_value", double.IsFinite, "a finite number"));
            }
            if (Has("position"))
                AddPosition(line, fields);
        }

        public OffPolicyLog Finish() => rewards.Count == 0
            ? throw new FormatException("The log has a header but no entry; off-policy values need at least one shown item.")
            : new OffPolicyLog(
                rewards, propensities, targets, Has("estimate") ? estimates : null, Has("estimate") ? targetValues : null, Has("position") ? lists : null);

        private void AddPosition(int line, string[] fields)
        {
            double position = Number(line, fields, "position", p => p >= 1 && p == Math.Floor(p), "a whole number from 1");
            bool begins = position <= lastPosition;
            lastPosition = position;
            if (!Has("list"))
            {
                lists.Add(lists.Count == 0 ? 0 : lists[^1] + (begins ? 1 : 0));
                return;
            }
            string name = Field(fields[Array.IndexOf(header, "list")]);
            listNumbers.TryAdd(name, listNumbers.Count);
            lists.Add(listNumbers[name]);
        }

        private bool Has(string name) => Array.IndexOf(header, name) >= 0;

        private double Number(int line, string[] fields, string name, Predicate<double> holds, string wanted)
        {
            string text = Field(fields[Array.IndexOf(header, name)]);
            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && holds(value)
                ? value
                : throw new FormatException($"Line {line}: {name} is '{text}'; it must be {wanted}.");
        }
    }
}
