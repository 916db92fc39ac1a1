using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace BackCare.Cli;

/// <summary>Options that are numbers in a range; anything else is wrong usage, said with the value and the range.</summary>
internal static class NumberOption
{
    public static Option<int> Whole(string name, int fallback, int least, string description) =>
        Of(name, fallback, value => value >= least, string.Create(CultureInfo.InvariantCulture, $"a whole number, at least {least}"), description);

    public static Option<T> Of<T>(string name, T fallback, Predicate<T> holds, string range, string description)
        where T : struct, INumber<T> => new(name)
        {
            DefaultValueFactory = _ => fallback,
            CustomParser = result => Parsed(name, result, holds, range),
            Description = description,
            HelpName = typeof(T) == typeof(double) ? "number" : "n",
        };

    private static T Parsed<T>(string name, ArgumentResult result, Predicate<T> holds, string range)
        where T : struct, INumber<T>
    {
        string text = result.Tokens[0].Value;
        NumberStyles style = typeof(T) == typeof(double) ? NumberStyles.Float : NumberStyles.AllowLeadingSign;
        if (T.TryParse(text, style, CultureInfo.InvariantCulture, out T value) && holds(value))
            return value;
        result.AddError($"{name} is '{text}'; it must be {range}.");
        return default;
    }
}
