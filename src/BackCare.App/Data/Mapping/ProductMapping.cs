using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackCare.App.Data.Mapping;

internal sealed class ProductMapping : IEntityTypeConfiguration<StoredProduct>
{
    public void Configure(EntityTypeBuilder<StoredProduct> builder)
    {
        builder.ToTable("Products");
        builder.HasKey(p => p.Id);
        builder.Property(p => p.Id).HasMaxLength(Lengths.Id);
        builder.Property(p => p.Sku).HasMaxLength(Lengths.Short);
        builder.HasIndex(p => p.Sku).IsUnique();
        builder.Property(p => p.Name).HasMaxLength(Lengths.Name);
        builder.Property(p => p.Brand).HasMaxLength(Lengths.Name);
        builder.Property(p => p.CategoryId).HasMaxLength(Lengths.Id);
        builder.Property(p => p.EvidenceProfile).HasMaxLength(Lengths.Id);
        builder.Property(p => p.Currency).HasMaxLength(Lengths.Currency);
        builder.Property(p => p.Gtin).HasMaxLength(Lengths.Table);
        builder.Property(p => p.SeedHash).HasMaxLength(Lengths.Hash);
        builder.Property(p => p.Status).HasConversion<string>().HasMaxLength(Lengths.Short);
        builder.Ignore(p => p.AttributeValues);
        builder.Property(p => p.Version).IsConcurrencyToken();
        builder.HasMany(p => p.Overrides).WithOne().HasForeignKey(o => o.ProductId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(p => p.Variants).WithOne().HasForeignKey(v => v.ProductId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(p => p.Pictures).WithOne().HasForeignKey(v => v.ProductId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(p => new { p.Name, p.Id });
    }
}
