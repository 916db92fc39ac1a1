namespace BackCare.App.Privacy;

/// <summary>How many people a sum over health data has to be of before anybody is shown it.</summary>
public static class Anonymity
{
    /// <summary>Sums of fewer are left out, as if nothing had been counted.</summary>
    public const int Least = 10;
}
