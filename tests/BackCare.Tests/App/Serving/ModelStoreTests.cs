using BackCare.App.Messaging;
using BackCare.App.Serving;
using Microsoft.Extensions.Configuration;

namespace BackCare.Tests.App.Serving;

public sealed class ModelStoreTests : IDisposable
{
    private readonly ModelsOnDisk disk = new();

    [Fact]
    public void An_empty_folder_has_no_model_and_no_champion()
    {
        Assert.Empty(disk.Store.List());
        Assert.Null(disk.Store.Champion().File!.Version);
    }

    [Fact]
    public void A_version_appears_with_all_its_files_and_nothing_else_stays_behind()
    {
        disk.Write("20260301-120000-aaaaaaaa", "promote");

        Assert.Equal(["20260301-120000-aaaaaaaa"], Directory.EnumerateFileSystemEntries(disk.PathOf()).Select(Path.GetFileName));
        Assert.Equal(ModelsOnDisk.Model, File.ReadAllBytes(disk.Store.PathOf("20260301-120000-aaaaaaaa", "model.txt")!));
        StoredCard card = disk.Store.Find("20260301-120000-aaaaaaaa")!.Card!;
        Assert.Equal(("lambdamart", 0.75, "promote", new DateTime(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc)), (card.Trainer, card.Ndcg10, card.Verdict, card.CreatedUtc));
    }

    [Fact]
    public void A_version_is_never_changed_once_written()
    {
        disk.Write("v1", "promote");
        Answer<StoredModel> again = disk.Store.Write("v1", ModelsOnDisk.Parts("refuse"));

        Assert.Equal(RefusalKind.Conflict, again.Refusal!.Kind);
        Assert.Equal("promote", disk.Store.Find("v1")!.Card!.Verdict);
    }

    [Fact]
    public void Versions_are_listed_newest_first_and_half_written_ones_not_at_all()
    {
        disk.Write(ModelVersion.Of(new DateTime(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc), "AAAAAAAA00"), null);
        disk.Write(ModelVersion.Of(new DateTime(2026, 3, 1, 12, 0, 1, DateTimeKind.Utc), "0000000000"), null);
        Directory.CreateDirectory(disk.PathOf(".partial-20260301-120002-bbbbbbbb-7"));

        Assert.Equal(["20260301-120001-00000000", "20260301-120000-aaaaaaaa"], disk.Store.List().Select(m => m.Version));
        disk.Store.RemovePartial();
        Assert.Equal(2, Directory.EnumerateDirectories(disk.PathOf()).Count());
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("")]
    [InlineData("../ranking/v1")]
    [InlineData("v1/../v1")]
    [InlineData("/etc")]
    [InlineData("v1\n")]
    [InlineData("v1.")]
    public void A_name_that_is_a_path_reaches_nothing(string version)
    {
        disk.Write("v1", "promote");

        Assert.Null(disk.Store.Find(version));
        Assert.Null(disk.Store.PathOf(version, "model.txt"));
        Assert.Null(disk.Store.PathOf("v1", $"../{version}/card.json"));
        Assert.NotNull(disk.Store.RankerOf(version).Refusal);
        Assert.Throws<ArgumentException>(() => disk.Store.Write(version, ModelsOnDisk.Parts("promote")));
    }

    [Fact]
    public void A_version_without_its_model_file_is_not_written()
    {
        Assert.Throws<ArgumentException>(() => disk.Store.Write("v1", ModelsOnDisk.Parts("promote")[1..]));
        Assert.Empty(disk.Store.List());
    }

    [Fact]
    public async Task Champions_that_change_at_once_change_one_after_the_other_and_none_is_lost()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => disk.Store.ChangeChampionAsync(
            champion => champion.After(new ChampionChange($"v{i}")), TestContext.Current.CancellationToken))));

        ChampionFile file = disk.Store.Champion().File!;
        Assert.Equal(8, file.Previous.Count);
        Assert.Equal(["v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7"], file.Previous.Select(p => p.Version).Append(file.Version).OfType<string>().Order(StringComparer.Ordinal));
        Assert.Equal(["champion.json"], Directory.EnumerateFileSystemEntries(disk.PathOf()).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_refused_by_its_name_at_once()
    {
        // A file stands where the folder would be, which stops root too.
        string place = Path.GetTempFileName();
        try
        {
            var store = new ModelStore(new ConfigurationBuilder().AddInMemoryCollection([new("Models:Path", place)]).Build());

            Refusal? asked = store.CannotWrite();
            Answer<ChampionFile> changed = await store.ChangeChampionAsync(champion => champion, TestContext.Current.CancellationToken);
            Answer<StoredModel> written = store.Write("v1", [new("model.txt", new byte[1]), new("card.json", new byte[1])]);

            Assert.All([asked, changed.Refusal, written.Refusal], refusal =>
            {
                Assert.Equal(RefusalKind.NotReady, refusal!.Kind);
                Assert.StartsWith($"The models folder {store.Folder} cannot be written", refusal.Reason, StringComparison.Ordinal);
            });
        }
        finally
        {
            File.Delete(place);
        }
    }

    public void Dispose() => disk.Dispose();
}
