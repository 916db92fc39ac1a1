using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackCare.App.Data.Mapping;

/// <summary>Tables of the journal. Ids that clients choose are told apart by case, also where the database's own order would not.</summary>
/// <param name="exact">Collation that compares byte by byte; null where that is the default.</param>
internal sealed class JournalMapping(string? exact) :
    IEntityTypeConfiguration<StoredList>, IEntityTypeConfiguration<StoredInteraction>, IEntityTypeConfiguration<RecordedEvent>, IEntityTypeConfiguration<JournalHead>
{
    public void Configure(EntityTypeBuilder<StoredList> builder)
    {
        builder.ToTable("ServedLists");
        builder.HasKey(l => l.Sequence);
        builder.Property(l => l.Sequence).ValueGeneratedNever();
        builder.Property(l => l.Id).HasMaxLength(Lengths.Id).UseCollation(exact);
        builder.Property(l => l.Outcome).HasMaxLength(Lengths.Short);
        builder.Property(l => l.VisitorId).HasMaxLength(Lengths.Pseudonym);
        builder.Property(l => l.SessionId).HasMaxLength(Lengths.Pseudonym);
        builder.Property(l => l.ModelName).HasMaxLength(Lengths.Short);
        builder.Property(l => l.ModelVersion).HasMaxLength(Lengths.Id);
        builder.Property(l => l.ShelfVersion).HasMaxLength(Lengths.Short);
        builder.Property(l => l.SchemaHash).HasMaxLength(Lengths.Hash);
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
        builder.Property(i => i.EventId).HasMaxLength(Lengths.EventId).UseCollation(exact);
        builder.Property(i => i.Kind).HasConversion<string>().HasMaxLength(Lengths.Short);
        builder.Property(i => i.ProductId).HasMaxLength(Lengths.Id);
        builder.Property(i => i.ListId).HasMaxLength(Lengths.Id).UseCollation(exact);
        builder.Property(i => i.VisitorId).HasMaxLength(Lengths.Pseudonym);
        builder.Property(i => i.SessionId).HasMaxLength(Lengths.Pseudonym);
        builder.HasIndex(i => i.ListId);
        builder.HasIndex(i => i.OccurredUtc);
    }

    public void Configure(EntityTypeBuilder<RecordedEvent> builder)
    {
        builder.ToTable("RecordedEvents");
        builder.HasKey(e => e.Id);
        builder.Property(e => e.Id).HasMaxLength(Lengths.EventId).UseCollation(exact);
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
internal sealed class JournalSurroundingsMapping(string? exact) :
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
        builder.Property(p => p.Hash).HasMaxLength(Lengths.Hash);
    }

    public void Configure(EntityTypeBuilder<DailyCount> builder)
    {
        builder.ToTable("DailyCounts");
        builder.HasKey(c => new { c.DayUtc, c.ProductId, c.Kind, c.Journaled });
        builder.Property(c => c.ProductId).HasMaxLength(Lengths.Id);
        builder.Property(c => c.Kind).HasConversion<string>().HasMaxLength(Lengths.Short);
    }

    public void Configure(EntityTypeBuilder<HourlyOutcome> builder)
    {
        builder.ToTable("HourlyOutcomes");
        builder.HasKey(o => new { o.HourUtc, o.Outcome, o.WithinMicroseconds });
        builder.Property(o => o.Outcome).HasMaxLength(Lengths.Short);
    }

    public void Configure(EntityTypeBuilder<ErasedList> builder)
    {
        builder.ToTable("ErasedLists");
        builder.HasKey(e => e.ListId);
        builder.Property(e => e.ListId).HasMaxLength(Lengths.Id).UseCollation(exact);
    }

    public void Configure(EntityTypeBuilder<ErasedVisitor> builder)
    {
        builder.ToTable("ErasedVisitors");
        builder.HasKey(e => e.VisitorId);
        builder.Property(e => e.VisitorId).HasMaxLength(Lengths.Pseudonym);
    }

    public void Configure(EntityTypeBuilder<StatisticsCheckpoint> builder)
    {
        builder.ToTable("StatisticsCheckpoints");
        builder.HasKey(c => c.Key);
        builder.Property(c => c.Key).HasMaxLength(Lengths.Id);
        builder.Property(c => c.Hash).HasMaxLength(Lengths.Hash);
    }
}
