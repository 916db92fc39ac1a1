using System.Globalization;

namespace BackCare.Benchmarks;

/// <summary>The command line: a verb, then <c>--name value</c> pairs.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    internal Arguments(string[] args)
    {
        Verb = args.Length > 0 ? args[0] : "";
        for (int i = 1; i < args.Length; i += 2)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal) || i + 1 == args.Length)
                throw new ArgumentException($"'{args[i]}' is not followed by a value or does not begin with --.");
            _values[args[i][2..]] = args[i + 1];
        }
    }

    internal string Verb { get; }

    internal string? Text(string name) => _values.GetValueOrDefault(name);

    internal string Required(string name) => Text(name) ?? throw new ArgumentException($"--{name} is missing.");

    internal int Number(string name, int otherwise) => Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    internal double Real(string name, double otherwise) => Text(name) is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
