using System.CommandLine;

namespace BackCare.Cli.Catalog;

/// <summary><c>backcare catalog</c>: product files in and out, and claims in product texts.</summary>
internal static class CatalogCommand
{
    public static Command Build() => new("catalog", "Product files in and out, and claims in product texts.")
    {
        ImportCommand.Build(),
        ExportCommand.Build(),
        LintCommand.Build(),
    };
}
