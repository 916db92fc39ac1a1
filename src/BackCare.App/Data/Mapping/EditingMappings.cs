using BackCare.App.Editing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackCare.App.Data.Mapping;

internal sealed class ChangeMapping : IEntityTypeConfiguration<StoredChange>
{
    public void Configure(EntityTypeBuilder<StoredChange> builder)
    {
        builder.ToTable("Changes");
        builder.HasKey(c => c.Id);
        builder.Property(c => c.Subject).HasMaxLength(Lengths.Short);
        builder.Property(c => c.Key).HasMaxLength(Lengths.Name);
        builder.Property(c => c.Kind).HasMaxLength(Lengths.Table);
        builder.Property(c => c.ActorId).HasMaxLength(Lengths.Id);
        builder.Property(c => c.ActorName).HasMaxLength(Lengths.Email);
        builder.Property(c => c.BatchId).HasMaxLength(Lengths.Short);
        builder.HasIndex(c => new { c.Subject, c.Key, c.Id });
        builder.HasIndex(c => c.BatchId);
    }
}

internal sealed class WriteMapping : IEntityTypeConfiguration<StoredWrite>
{
    public void Configure(EntityTypeBuilder<StoredWrite> builder)
    {
        builder.ToTable("Writes");
        builder.HasKey(w => w.Id);
        builder.Property(w => w.Id).HasMaxLength(Lengths.Hash).IsUnicode(false);
        builder.Property(w => w.RequestHash).HasMaxLength(Lengths.Hash).IsUnicode(false);
        builder.Property(w => w.ContentType).HasMaxLength(Lengths.Name);
        builder.Property(w => w.ETag).HasMaxLength(Lengths.Short);
        builder.HasIndex(w => w.ExpiresUtc);
    }
}
