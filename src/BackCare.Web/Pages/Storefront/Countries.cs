namespace BackCare.Web.Pages.Storefront;

/// <summary>Countries to choose from, for the number to call in an emergency.</summary>
public static class Countries
{
    /// <summary>Stands for a country that the list does not name: ISO 3166 keeps ZZ for users.</summary>
    public const string Other = "ZZ";

    /// <summary>ISO 3166 codes in the order shown.</summary>
    public static IReadOnlyList<string> All { get; } = ["US", "GB", "IE", "ES", "DE", "FR", "IT", "NL", "PT", Other];

    /// <summary>The country to start with: the one that the browser names when the list has it, else the United States.</summary>
    public static string StartWith(string? named) => named is not null && All.Contains(named) ? named : All[0];
}
