using System.Collections.Frozen;
using System.Text;

namespace BackCare.Domain.Knowledge;

/// <summary>The snake_case names by which enum members stand in files and answers, such as <c>may_help</c>.</summary>
public static class SnakeNames
{
    /// <summary>The member's name in files and answers.</summary>
    public static string ToSnake<T>(this T value)
        where T : struct, Enum => Names<T>.ByValue[value];

    /// <summary>Reads a name; false when no member has it.</summary>
    public static bool TryParse<T>(string name, out T value)
        where T : struct, Enum => Names<T>.ByName.TryGetValue(name, out value);

    /// <summary>All names of an enum, in its order, joined by commas.</summary>
    public static string All<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetValues<T>().Select(v => v.ToSnake()));

    private static string Convert(string pascal)
    {
        var snake = new StringBuilder();
        foreach (char c in pascal)
        {
            if (char.IsUpper(c) && snake.Length > 0)
                snake.Append('_');
            snake.Append(char.ToLowerInvariant(c));
        }

        return snake.ToString();
    }

    private static class Names<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> ByValue = Enum.GetValues<T>().ToFrozenDictionary(v => v, v => Convert(v.ToString()));
        public static readonly FrozenDictionary<string, T> ByName = ByValue.ToFrozenDictionary(p => p.Value, p => p.Key, StringComparer.Ordinal);
    }
}
