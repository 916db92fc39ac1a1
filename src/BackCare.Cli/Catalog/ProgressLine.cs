using System.Globalization;
using BackCare.App.Catalog.Import;
using BackCare.Domain.Catalog;

namespace BackCare.Cli.Catalog;

/// <summary>Tells on the error stream how far an import is: a line when the stage changes and at every tenth of the file.</summary>
internal sealed class ProgressLine(TextWriter error) : IProgress<ImportProgress>
{
    private readonly Lock gate = new();
    private string stage = "";
    private long tenth = -1;

    public void Report(ImportProgress value)
    {
        lock (gate)
        {
            long now = value.Bytes == 0 ? 0 : value.BytesRead * 10 / value.Bytes;
            if (value.Stage == stage && now == tenth)
                return;
            (stage, tenth) = (value.Stage, now);
            error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{value.Stage}: {now * 10} %, {Counted.Of(value.Products, "product")}"));
        }
    }

    /// <summary>Nothing more comes.</summary>
    public void End() => error.Flush();
}
