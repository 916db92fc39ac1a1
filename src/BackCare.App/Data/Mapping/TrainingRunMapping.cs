using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackCare.App.Data.Mapping;

internal sealed class TrainingRunMapping : IEntityTypeConfiguration<StoredTrainingRun>
{
    public void Configure(EntityTypeBuilder<StoredTrainingRun> builder)
    {
        builder.ToTable("TrainingRuns");
        builder.HasKey(r => r.Id);
        builder.Property(r => r.Id).HasMaxLength(Lengths.Id);
        builder.Property(r => r.Model).HasMaxLength(Lengths.Short);
        builder.Property(r => r.State).HasConversion<string>().HasMaxLength(Lengths.Short);
        builder.Property(r => r.Trainer).HasMaxLength(Lengths.Short);
        builder.Property(r => r.RequestedBy).HasMaxLength(Lengths.Name);
        builder.Property(r => r.CancelRequestedBy).HasMaxLength(Lengths.Name);
        builder.Property(r => r.Process).HasMaxLength(Lengths.Name);
        builder.Property(r => r.Stage).HasMaxLength(Lengths.Name);
        builder.Property(r => r.Version).HasMaxLength(Lengths.Id);
        builder.Property(r => r.Verdict).HasMaxLength(Lengths.Short);
        builder.HasIndex(r => new { r.Model, r.State });
    }
}
