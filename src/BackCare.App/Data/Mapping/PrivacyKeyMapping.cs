using BackCare.App.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackCare.App.Data.Mapping;

internal sealed class PrivacyKeyMapping : IEntityTypeConfiguration<PrivacyKey>
{
    public void Configure(EntityTypeBuilder<PrivacyKey> builder)
    {
        builder.ToTable("PrivacyKeys");
        builder.HasKey(k => k.Id);
        builder.Property(k => k.Id).ValueGeneratedNever();
        builder.Property(k => k.Secret).HasMaxLength(32);
    }
}
