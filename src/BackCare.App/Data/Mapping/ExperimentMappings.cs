using BackCare.App.Learn.Experiments;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackCare.App.Data.Mapping;

internal sealed class ExperimentMapping : IEntityTypeConfiguration<StoredExperiment>, IEntityTypeConfiguration<ExperimentTally>
{
    public void Configure(EntityTypeBuilder<StoredExperiment> builder)
    {
        builder.ToTable("Experiments");
        builder.HasKey(e => e.Id);
        builder.Property(e => e.Id).HasMaxLength(Lengths.Id);
        builder.Property(e => e.Name).HasMaxLength(Lengths.Name);
        builder.Property(e => e.Kind).HasConversion<string>().HasMaxLength(Lengths.Short);
        builder.Property(e => e.Goal).HasConversion<string>().HasMaxLength(Lengths.Short);
        builder.Property(e => e.ControlModel).HasMaxLength(Lengths.Id);
        builder.Property(e => e.TreatmentModel).HasMaxLength(Lengths.Id);
        builder.Property(e => e.StartedBy).HasMaxLength(Lengths.Email);
        builder.Property(e => e.StoppedBy).HasMaxLength(Lengths.Email);
        builder.Property(e => e.StopReason).HasMaxLength(Lengths.Name);
        builder.Property(e => e.RunningOn).HasMaxLength(Lengths.Short);
        builder.HasIndex(e => e.RunningOn).IsUnique();
        builder.HasIndex(e => e.StartedUtc);
    }

    public void Configure(EntityTypeBuilder<ExperimentTally> builder)
    {
        builder.ToTable("ExperimentTallies");
        builder.HasKey(t => new { t.ExperimentId, t.Arm });
        builder.Property(t => t.ExperimentId).HasMaxLength(Lengths.Id);
        builder.Property(t => t.Arm).HasMaxLength(Lengths.Short);
    }
}
