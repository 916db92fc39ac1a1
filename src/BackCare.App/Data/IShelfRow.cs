namespace BackCare.App.Data;

/// <summary>A row whose change shoppers may see: saving one moves its own version and the catalog version, so that every replica rebuilds its shelf.</summary>
public interface IShelfRow
{
    /// <summary>Counts the row's changes from 1; the database context moves it.</summary>
    long Version { get; set; }
}
