using System.Globalization;
using BackCare.App.Catalog.Import;

namespace BackCare.Web.Pages.Admin.Import;

/// <summary>How a file is read, as the form of an import posts it.</summary>
internal static class PostedChoices
{
    /// <summary>Name of the field of a column.</summary>
    public static string Column(int index) => string.Create(CultureInfo.InvariantCulture, $"c{index}");

    /// <summary>Reads the form.</summary>
    /// <param name="form">The form.</param>
    /// <param name="plan">How the file is read now.</param>
    /// <param name="withColumns">False leaves what columns mean to the new way of reading.</param>
    public static CheckImport.Choices From(IFormCollection form, ImportPlan plan, bool withColumns)
    {
        Dictionary<string, string> fields = new(StringComparer.Ordinal);
        for (int i = 0; i < plan.Columns.Count && withColumns; i++)
        {
            if (form.ContainsKey(Column(i)))
                fields[plan.Columns[i].Name] = Form.Text(form, Column(i));
        }

        return new CheckImport.Choices(
            Some(form, "format"), Some(form, "encoding"), Delimiter(Form.Text(form, "delimiter")), Some(form, "decimalSign"), Some(form, "currency")?.ToUpperInvariant(),
            withColumns ? fields : null, Form.Text(form, "full") == "yes", Form.Text(form, "overwrite") == "yes");
    }

    private static string? Some(IFormCollection form, string field) => Form.Text(form, field) is { Length: > 0 } text ? text : null;

    private static string? Delimiter(string word) => word switch { "comma" => ",", "semicolon" => ";", "tab" => "\t", "vertical bar" => "|", _ => null };
}
