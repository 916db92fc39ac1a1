namespace BackCare.Ranking.Forest;

/// <summary>LightGBM's text model format, version 4.</summary>
public static partial class LightGbmText
{
    internal const string EndOfParameters = "end of parameters";
}
