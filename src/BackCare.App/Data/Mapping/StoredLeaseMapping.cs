using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackCare.App.Data.Mapping;

internal sealed class StoredLeaseMapping : IEntityTypeConfiguration<StoredLease>
{
    public void Configure(EntityTypeBuilder<StoredLease> builder)
    {
        builder.ToTable("Leases");
        builder.HasKey(l => l.Name);
        builder.Property(l => l.Name).HasMaxLength(Lengths.Id);
        builder.Property(l => l.Owner).HasMaxLength(Lengths.Id);
    }
}
