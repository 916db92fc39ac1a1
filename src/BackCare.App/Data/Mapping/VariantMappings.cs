using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackCare.App.Data.Mapping;

internal sealed class VariantMapping : IEntityTypeConfiguration<StoredVariant>
{
    public void Configure(EntityTypeBuilder<StoredVariant> builder)
    {
        builder.ToTable("Variants");
        builder.HasKey(v => new { v.ProductId, v.Id });
        builder.Property(v => v.ProductId).HasMaxLength(Lengths.Id);
        builder.Property(v => v.Id).HasMaxLength(Lengths.Short);
        builder.Property(v => v.Name).HasMaxLength(Lengths.Name);
        builder.Property(v => v.Sku).HasMaxLength(Lengths.Short);
        builder.Property(v => v.Gtin).HasMaxLength(Lengths.Table);
        builder.HasIndex(v => v.Sku).IsUnique();
        builder.Property(v => v.Version).IsConcurrencyToken();
    }
}

internal sealed class PictureMapping : IEntityTypeConfiguration<StoredPicture>
{
    public void Configure(EntityTypeBuilder<StoredPicture> builder)
    {
        builder.ToTable("Pictures");
        builder.HasKey(p => p.Hash);
        builder.Property(p => p.Hash).HasMaxLength(Lengths.Hash).IsUnicode(false);
        builder.Property(p => p.UploadedBy).HasMaxLength(Lengths.Email);
    }
}

internal sealed class ProductPictureMapping : IEntityTypeConfiguration<StoredProductPicture>
{
    public void Configure(EntityTypeBuilder<StoredProductPicture> builder)
    {
        builder.ToTable("ProductPictures");
        builder.HasKey(p => new { p.ProductId, p.Hash });
        builder.Property(p => p.ProductId).HasMaxLength(Lengths.Id);
        builder.Property(p => p.Hash).HasMaxLength(Lengths.Hash).IsUnicode(false);
        builder.Property(p => p.Alt).HasMaxLength(Lengths.Alt);
        builder.Property(p => p.Version).IsConcurrencyToken();
        builder.HasOne<StoredPicture>().WithMany().HasForeignKey(p => p.Hash).OnDelete(DeleteBehavior.Restrict);
    }
}
