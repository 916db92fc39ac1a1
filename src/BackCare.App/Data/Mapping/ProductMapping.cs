using BackCare.Domain.Catalog.Files;
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
        builder.Property(p => p.Maker).HasMaxLength(ProductLimits.Longest(ProductFields.Maker));
        builder.Property(p => p.BrandStatus).HasMaxLength(ProductLimits.Longest(ProductFields.BrandStatus));
        builder.Property(p => p.Regions).HasMaxLength(ProductLimits.Longest(ProductFields.Regions));
        builder.Property(p => p.Sizes).HasMaxLength(ProductLimits.Longest(ProductFields.Sizes));
        builder.Property(p => p.ArchHeight).HasMaxLength(ProductLimits.Longest(ProductFields.ArchHeight));
        builder.Property(p => p.Firmness).HasMaxLength(ProductLimits.Longest(ProductFields.Firmness));
        builder.Property(p => p.Activities).HasMaxLength(ProductLimits.Longest(ProductFields.Activities));
        builder.Property(p => p.Material).HasMaxLength(ProductLimits.Longest(ProductFields.Material));
        builder.Property(p => p.PriceBasis).HasMaxLength(ProductLimits.Longest(ProductFields.PriceBasis));
        builder.Property(p => p.Note).HasMaxLength(ProductLimits.Longest(ProductFields.Note));
        builder.Property(p => p.SourceIds).HasMaxLength(ProductLimits.Longest(ProductFields.SourceIds));
        builder.Property(p => p.CategoryId).HasMaxLength(Lengths.Id);
        builder.Property(p => p.EvidenceProfile).HasMaxLength(Lengths.Id);
        builder.Property(p => p.Currency).HasMaxLength(Lengths.Currency);
        builder.Property(p => p.Gtin).HasMaxLength(Lengths.Table);
        builder.Property(p => p.SeedHash).HasMaxLength(Lengths.Hash).IsUnicode(false);
        builder.Property(p => p.Status).HasConversion<string>().HasMaxLength(Lengths.Short);
        builder.Ignore(p => p.AttributeValues);
        builder.Property(p => p.Version).IsConcurrencyToken();
        builder.HasMany(p => p.Overrides).WithOne().HasForeignKey(o => o.ProductId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(p => p.Variants).WithOne().HasForeignKey(v => v.ProductId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(p => p.Pictures).WithOne().HasForeignKey(v => v.ProductId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(p => new { p.Name, p.Id });
    }
}
