namespace BackCare.App.Data.Mapping;

/// <summary>Longest values of columns that carry a key or are searched; SQL Server cannot index longer ones.</summary>
internal static class Lengths
{
    public const int Table = 40;
    public const int Id = 120;
    public const int Name = 200;
    public const int Short = 80;
    public const int Email = 254;
    public const int Alt = 250;
    public const int Hash = 64;
    public const int Currency = 3;
    public const int EventId = 100;
    public const int Pseudonym = 32;
    public const int Sealed = 400;
    public const int Credential = 800;
}
