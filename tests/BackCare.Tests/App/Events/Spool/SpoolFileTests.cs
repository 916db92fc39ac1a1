using BackCare.App.Events;
using BackCare.App.Events.Spool;
using BackCare.Domain.Learn;

namespace BackCare.Tests.App.Events.Spool;

public sealed class SpoolFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("backcare-spool-").FullName;

    private string Path => System.IO.Path.Combine(folder, "00000001.spool");

    [Fact]
    public void What_was_added_is_read_again_in_order()
    {
        using (SpoolFile file = SpoolFile.Create(Path))
        {
            file.Append([Event("a").ToBytes(), Event("b").ToBytes()]);
            file.Append([new SpooledShelf("7", [new PackedPart("knowledge", "hash", [1, 2, 3])]).ToBytes()]);
        }

        SpoolContent content = SpoolFile.Read(Path);

        Assert.Equal(["a", "b"], content.Records.OfType<SpooledEvents>().Select(e => e.Interactions[0].EventId));
        Assert.Equal([1, 2, 3], Assert.Single(Assert.Single(content.Records.OfType<SpooledShelf>()).Parts).Content);
        Assert.Equal((0L, false), (content.UnreadBytes, content.IsDamaged));
    }

    [Fact]
    public void A_write_that_was_torn_at_any_byte_costs_only_its_own_record()
    {
        long whole;
        using (SpoolFile file = SpoolFile.Create(Path))
        {
            file.Append([Event("a").ToBytes()]);
            whole = file.Length;
            file.Append([Event("b").ToBytes()]);
        }

        byte[] bytes = File.ReadAllBytes(Path);
        for (int length = (int)whole; length < bytes.Length; length++)
        {
            File.WriteAllBytes(Path, bytes[..length]);
            SpoolContent content = SpoolFile.Read(Path);

            Assert.Equal("a", Assert.IsType<SpooledEvents>(Assert.Single(content.Records)).Interactions[0].EventId);
            Assert.Equal((length - whole, false), (content.UnreadBytes, content.IsDamaged));
        }
    }

    [Fact]
    public void A_flipped_bit_before_other_records_is_told_as_damage_and_what_stands_before_it_is_read()
    {
        long first;
        using (SpoolFile file = SpoolFile.Create(Path))
        {
            file.Append([Event("a").ToBytes()]);
            first = file.Length;
            file.Append([Event("b").ToBytes()]);
            file.Append([Event("c").ToBytes()]);
        }

        byte[] bytes = File.ReadAllBytes(Path);
        bytes[first + 20] ^= 1;
        File.WriteAllBytes(Path, bytes);
        SpoolContent content = SpoolFile.Read(Path);

        Assert.Equal("a", Assert.IsType<SpooledEvents>(Assert.Single(content.Records)).Interactions[0].EventId);
        Assert.Equal((bytes.Length - first, true), (content.UnreadBytes, content.IsDamaged));
    }

    [Fact]
    public void A_file_of_something_else_is_refused()
    {
        File.WriteAllText(Path, "something else, longer than the mark");

        Assert.Contains("does not begin as a spool file", Assert.Throws<InvalidDataException>(() => SpoolFile.Read(Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_but_its_owner_may_read_it()
    {
        SpoolFile.Create(Path).Dispose();

        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));
    }

    [Fact]
    public void A_folder_whose_process_lives_is_nobody_elses_and_one_whose_process_ended_is_taken_over_once()
    {
        using (SpoolFolder.Create(folder, "one"))
            Assert.Empty(SpoolFolder.TakeOrphans(folder));

        IReadOnlyList<SpoolFolder> taken = SpoolFolder.TakeOrphans(folder);

        Assert.Equal("one", System.IO.Path.GetFileName(Assert.Single(taken).Path));
        Assert.Empty(SpoolFolder.TakeOrphans(folder));
        taken[0].Remove();
        Assert.Empty(Directory.EnumerateDirectories(folder));
    }

    [Fact]
    public void What_was_set_aside_is_tried_again_by_whoever_takes_the_folder_over()
    {
        using (SpoolFolder own = SpoolFolder.Create(folder, "one"))
            File.WriteAllText(System.IO.Path.Combine(own.Path, "00000002.spool.aside"), "");

        using SpoolFolder taken = Assert.Single(SpoolFolder.TakeOrphans(folder));

        Assert.Equal("00000002.spool", System.IO.Path.GetFileName(Assert.Single(taken.Files)));
        Assert.Empty(taken.SetAside);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static SpooledEvents Event(string id) => new(
    [
        new Interaction { EventId = id, Kind = InteractionKind.Click, ProductId = "p", OccurredUtc = new DateTime(2026, 1, 31, 12, 0, 0, DateTimeKind.Utc), ReceivedUtc = new DateTime(2026, 1, 31, 12, 0, 1, DateTimeKind.Utc) },
    ]);
}
