using System.IO.Compression;
using BackCare.App.Catalog.Export;
using BackCare.App.Knowledge;

namespace BackCare.FunctionalTests.Catalog;

public sealed class KnowledgeExportTests
{
    [Fact]
    public async Task The_exported_knowledge_changes_nothing_when_it_is_imported()
    {
        await using ImportedShop shop = await ImportedShop.OpenAsync();
        ExportKnowledge.Response export = (await shop.Shop.SendAsync(new ExportKnowledge.Query())).Value;
        string folder = Directory.CreateTempSubdirectory("backcare-knowledge-").FullName;
        try
        {
            using (var zip = new ZipArchive(new MemoryStream(export.Content)))
                zip.ExtractToDirectory(folder);

            ImportKnowledge.Response again = (await shop.Shop.SendAsync(new ImportKnowledge.Command(folder))).Value;

            Assert.Equal("", string.Join("; ", again.Problems.Take(5)));
            Assert.All(again.Tables, t => Assert.Equal((t.Table, 0, 0, 0, 0), (t.Table, t.Added, t.Changed, t.Removed, t.Kept)));
            Assert.Equal(export.Content, (await shop.Shop.SendAsync(new ExportKnowledge.Query())).Value.Content);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
