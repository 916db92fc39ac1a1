namespace BackCare.Ranking.Forest;

/// <summary>LightGBM's text model format, version 4: what LightGBM 4 writes is read, what is written LightGBM 4 reads and predicts the same with.</summary>
/// <remarks>Not read: other versions, models of several classes, leaves with linear models. Text after the parameters
/// (a custom parser, pandas categories) is passed over and not kept.</remarks>
public static class LightGbmText
{
    internal const string EndOfTrees = "end of trees";
    internal const string Importances = "feature_importances:";
    internal const string ParametersHead = "parameters:";
    internal const string EndOfParameters = "end of parameters";

    /// <summary>Reads a model.</summary>
    /// <exception cref="ModelFormatException">The text is not a model of this format, is damaged or cut off; says where and why.</exception>
    public static FlatForest Read(TextReader source) => new LightGbmReader(source).Read();

    /// <summary>Reads a model; a refusal comes back as a value.</summary>
    /// <param name="source">The model file.</param>
    /// <param name="forest">The model, or null when it is refused.</param>
    /// <param name="refusal">Line and reason, or null when it was read.</param>
    public static bool TryRead(
        TextReader source,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out FlatForest? forest,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out ModelFormatException? refusal)
    {
        (forest, refusal) = (null, null);
        try
        {
            forest = Read(source);
            return true;
        }
        catch (ModelFormatException exception)
        {
            refusal = exception;
            return false;
        }
    }

    /// <summary>Writes a model; lines end with a line feed on every platform, numbers read back as the same numbers.</summary>
    public static void Write(TextWriter target, FlatForest forest) => LightGbmWriter.Write(target, forest);
}
