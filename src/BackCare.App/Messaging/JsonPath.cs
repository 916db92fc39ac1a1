using System.Text;

namespace BackCare.App.Messaging;

/// <summary>A property path as the client wrote it: <c>Context.Age</c> becomes <c>context.age</c>.</summary>
internal static class JsonPath
{
    public static string From(string propertyPath)
    {
        var path = new StringBuilder(propertyPath);
        for (int i = 0; i < path.Length; i++)
        {
            if (i == 0 || path[i - 1] == '.')
                path[i] = char.ToLowerInvariant(path[i]);
        }

        return path.ToString();
    }
}
