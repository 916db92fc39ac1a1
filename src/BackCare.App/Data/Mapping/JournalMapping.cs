using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackCare.App.Data.Mapping;

/// <summary>Tables of the journal. They grow by their numbers and by time, so that old entries go from one end (docs/operations-database.md).</summary>
internal sealed class JournalMapping :
    IEntityTypeConfiguration<StoredList>, IEntityTypeConfiguration<StoredInteraction>, IEntityTypeConfiguration<RecordedEvent>, IEntityTypeConfiguration<JournalHead>
{
    public void Configure(EntityTypeBuilder<StoredList> builder)
    {
        builder.ToTable("ServedLists");
        builder.HasKey(l => l.Sequence);
        builder.Property(l => l.Sequence).ValueGeneratedNever();
        builder.Property(l => l.Id).HasMaxLength(Lengths.Id);
        builder.Property(l => l.Outcome).HasMaxLength(Lengths.Short);
        builder.Property(l => l.VisitorId).HasMaxLength(Lengths.Pseudonym).IsUnicode(false);
        builder.Property(l => l.SessionId).HasMaxLength(Lengths.Pseudonym).IsUnicode(false);
        builder.Property(l => l.ModelName).HasMaxLength(Lengths.Short);
        builder.Property(l => l.ModelVersion).HasMaxLength(Lengths.Id);
        builder.Property(l => l.ShelfVersion).HasMaxLength(Lengths.Short);
        builder.Property(l => l.SchemaHash).HasMaxLength(Lengths.Hash).IsUnicode(false);
        builder.Property(l => l.ExperimentId).HasMaxLength(Lengths.Id);
        builder.Property(l => l.Arm).HasMaxLength(Lengths.Short);
        builder.Property(l => l.ConsentVersion).HasMaxLength(Lengths.Short);
        builder.HasIndex(l => l.Id).IsUnique();
        builder.HasIndex(l => l.ServedUtc);
        builder.HasIndex(l => l.VisitorId);
        builder.HasIndex(l => new { l.ExperimentId, l.ServedUtc });
    }

    public void Configure(EntityTypeBuilder<StoredInteraction> builder)
    {
        builder.ToTable("Interactions");
        builder.HasKey(i => i.Sequence);
        builder.Property(i => i.Sequence).ValueGeneratedNever();
        builder.Property(i => i.EventId).HasMaxLength(Lengths.EventId);
        builder.Property(i => i.Kind).HasConversion<string>().HasMaxLength(Lengths.Short);
        builder.Property(i => i.ProductId).HasMaxLength(Lengths.Id);
        builder.Property(i => i.ListId).HasMaxLength(Lengths.Id);
        builder.Property(i => i.VisitorId).HasMaxLength(Lengths.Pseudonym).IsUnicode(false);
        builder.Property(i => i.SessionId).HasMaxLength(Lengths.Pseudonym).IsUnicode(false);
        builder.HasIndex(i => i.ListId);
        builder.HasIndex(i => i.OccurredUtc);
    }

    public void Configure(EntityTypeBuilder<RecordedEvent> builder)
    {
        builder.ToTable("RecordedEvents");
        builder.HasKey(e => e.Id).IsClustered(false);
        builder.Property(e => e.Id).HasMaxLength(Lengths.EventId);
        builder.HasIndex(e => e.ReceivedUtc).IsClustered();
    }

    public void Configure(EntityTypeBuilder<JournalHead> builder)
    {
        builder.ToTable("JournalHeads");
        builder.HasKey(h => h.Id);
        builder.Property(h => h.Id).ValueGeneratedNever();
        builder.HasData(new JournalHead());
    }
}

/// <summary>Tables that hold counts and catalogue contents, and the marks of what was erased.</summary>
internal sealed class JournalSurroundingsMapping :
    IEntityTypeConfiguration<ShelfSnapshot>, IEntityTypeConfiguration<SnapshotPart>, IEntityTypeConfiguration<DailyCount>, IEntityTypeConfiguration<HourlyOutcome>,
    IEntityTypeConfiguration<ErasedList>, IEntityTypeConfiguration<ErasedVisitor>, IEntityTypeConfiguration<StatisticsCheckpoint>
{
    public void Configure(EntityTypeBuilder<ShelfSnapshot> builder)
    {
        builder.ToTable("ShelfSnapshots");
        builder.HasKey(s => s.ShelfVersion);
        builder.Property(s => s.ShelfVersion).HasMaxLength(Lengths.Short);
    }

    public void Configure(EntityTypeBuilder<SnapshotPart> builder)
    {
        builder.ToTable("SnapshotParts");
        builder.HasKey(p => p.Hash);
        builder.Property(p => p.Hash).HasMaxLength(Lengths.Hash).IsUnicode(false);
    }

    public void Configure(EntityTypeBuilder<DailyCount> builder)
    {
        builder.ToTable("DailyCounts");
        builder.HasKey(c => new { c.DayUtc, c.ProductId, c.Kind, c.Journaled });
        builder.Property(c => c.DayUtc).HasPrecision(0);
        builder.Property(c => c.ProductId).HasMaxLength(Lengths.Id);
        builder.Property(c => c.Kind).HasConversion<string>().HasMaxLength(Lengths.Short);
    }

    public void Configure(EntityTypeBuilder<HourlyOutcome> builder)
    {
        builder.ToTable("HourlyOutcomes");
        builder.HasKey(o => new { o.HourUtc, o.Outcome, o.WithinMicroseconds });
        builder.Property(o => o.HourUtc).HasPrecision(0);
        builder.Property(o => o.Outcome).HasMaxLength(Lengths.Short);
    }

    public void Configure(EntityTypeBuilder<ErasedList> builder)
    {
        builder.ToTable("ErasedLists");
        builder.HasKey(e => e.ListId);
        builder.Property(e => e.ListId).HasMaxLength(Lengths.Id);
    }

    public void Configure(EntityTypeBuilder<ErasedVisitor> builder)
    {
        builder.ToTable("ErasedVisitors");
        builder.HasKey(e => e.VisitorId);
        builder.Property(e => e.VisitorId).HasMaxLength(Lengths.Pseudonym).IsUnicode(false);
        builder.HasIndex(e => e.ErasedUtc);
    }

    public void Configure(EntityTypeBuilder<StatisticsCheckpoint> builder)
    {
        builder.ToTable("StatisticsCheckpoints");
        builder.HasKey(c => c.Key);
        builder.Property(c => c.Key).HasMaxLength(Lengths.Id);
        builder.Property(c => c.Hash).HasMaxLength(Lengths.Hash).IsUnicode(false);
    }
}
