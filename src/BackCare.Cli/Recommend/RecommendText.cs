using System.Globalization;
using BackCare.App.Recommend;

namespace BackCare.Cli.Recommend;

/// <summary>A response as a person reads it in a terminal.</summary>
internal static class RecommendText
{
    public static void Print(TextWriter output, GetRecommendations.Response response)
    {
        foreach (GetRecommendations.StagePart stage in response.Trace ?? [])
        {
            output.WriteLine(stage.Stage);
            foreach (string line in stage.Lines)
                output.WriteLine("  " + line);
        }

        output.WriteLine($"outcome     {response.Outcome} (care level {response.CareLevel})");
        if (response.Message is { } message)
            output.WriteLine($"            {message}");
        foreach (RedFlagPart flag in response.RedFlags)
            output.WriteLine($"danger sign {flag.Id} (from {flag.From}): {flag.Message} {flag.Action}");
        foreach (UnderstoodPart symptom in response.Understood)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"understood  {symptom.SymptomId} {symptom.Confidence:0.00} {symptom.Name}"));
        if (response.Question is { } question)
            output.WriteLine($"question    {question.Id}: {question.Text}");
        foreach (GetRecommendations.RecommendedProduct product in response.Products)
            Print(output, product);
        foreach (GetRecommendations.NegativePart negative in response.NotShownToHelp)
            output.WriteLine($"not shown   {negative.Statement}");
        if (response.Fallback is { } fallback)
            output.WriteLine($"fallback    {fallback.Message}");
        if (response.Plan is { } plan)
            output.WriteLine($"plan        {plan.Title}, {plan.Weeks.ToString(CultureInfo.InvariantCulture)} weeks. {plan.HonestNote}");
        output.WriteLine($"ranked by   {response.Model.Name} {response.Model.Version}");
    }

    private static void Print(TextWriter output, GetRecommendations.RecommendedProduct product)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{product.Position,3}. {product.Name} [{product.Group}, {product.Via}] {product.Price.Minor / 100m:0.00} {product.Price.Currency}, score {product.Score:0.000}"));
        output.WriteLine($"     {product.Reason}");
        output.WriteLine($"     {string.Join(" → ", product.Path)}; {product.Evidence.Effect}, evidence {product.Evidence.Grade}, tested: {product.Evidence.Scope}, {string.Join(", ", product.Evidence.Sources)}");
        if (product.Caution is { } caution)
            output.WriteLine($"     {(product.ForSale ? "caution" : "not for sale here")}: {caution}");
    }
}
