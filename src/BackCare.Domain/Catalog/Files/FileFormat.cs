using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;

namespace BackCare.Domain.Catalog.Files;

/// <summary>Whose kind of product file it is: how rows make products.</summary>
public enum FileFormat
{
    /// <summary>One row a product, under BackCare's own column names or names that were mapped to them.</summary>
    BackCare,

    /// <summary>Shopify's export, of either header generation: rows that share the handle make one product.</summary>
    Shopify,

    /// <summary>WooCommerce's export: simple and variable products, variations naming their parent.</summary>
    WooCommerce,
}

/// <summary>The columns of known files, and what they mean.</summary>
public static class FileFormats
{
    private const string MetaPrefix = "meta: backcare_", MetaField = "product.metafields.backcare.";

    private static readonly FrozenDictionary<string, string> Shopify = Names("""
        handle=id;url handle=id;title=name;body (html)=html_description;description=html_description;vendor=brand;type=category_name;
        product type=category_name;tags=tags;published=published;published on online store=published;status=shop_status;option1 name=option1_name;
        option1 value=option1_value;option2 name=option2_name;option2 value=option2_value;option3 name=option3_name;option3 value=option3_value;
        variant sku=variant_sku;sku=variant_sku;variant price=variant_price;price=variant_price;variant inventory qty=variant_stock;
        inventory quantity=variant_stock;variant barcode=variant_gtin;barcode=variant_gtin;variant inventory tracker=stock_tracker;inventory tracker=stock_tracker;image src=image;
        product image url=image;image position=image_position;image alt text=image_text
        """);

    private static readonly FrozenDictionary<string, string> WooCommerce = Names("""
        id=foreign_id;type=row_type;sku=sku;name=name;published=published;visibility in catalog=visibility;short description=short_description;
        description=html_description;in stock?=in_stock;stock=stock;regular price=price;categories=category_name;tags=tags;images=images;parent=parent;
        brands=brand;brand=brand;gtin, upc, ean, or isbn=gtin;attribute 1 name=option1_name;attribute 1 value(s)=option1_value;attribute 2 name=option2_name;
        attribute 2 value(s)=option2_value;attribute 3 name=option3_name;attribute 3 value(s)=option3_value
        """);

    private static readonly FrozenDictionary<string, string> Own = Names($"""
        {string.Join(';', ProductFields.Columns.Select(c => $"{c}={c}"))};price_usd_draft=price;product id=id;handle=id;title=name;product name=name;
        product=name;article=name;item=name;text=description;vendor=brand;manufacturer=maker;category=category_name;product type=category_name;type=category_name;
        size=sizes;quantity=stock;qty=stock;inventory=stock;stock quantity=stock;max weight=weight_max_kg;activities=activity;region=regions;
        body regions=regions;ean=gtin;upc=gtin;barcode=gtin;image=images;image url=images;image link=images;picture=images;article number=sku;item number=sku;
        retail price=price;unit price=price;precio=price;preis=price;bezeichnung=name;nombre=name;descripción=description;beschreibung=description;
        marca=brand;marke=brand;categoría=category_name;kategorie=category_name;bestand=stock;existencias=stock
        """);

    /// <summary>The format that the column names speak for.</summary>
    public static FileFormat Detect(IReadOnlyList<string> header)
    {
        ArgumentNullException.ThrowIfNull(header);
        var names = header.Select(Fold).ToHashSet(StringComparer.Ordinal);
        if (Has(names, "name") && Has(names, "type") && (Has(names, "regular price") || Has(names, "parent") || Has(names, "visibility in catalog") || Has(names, "in stock?")))
            return FileFormat.WooCommerce;
        bool older = Has(names, "handle") && (Has(names, "variant sku") || Has(names, "variant price") || Has(names, "option1 name") || Has(names, "body (html)"));
        bool newer = Has(names, "title") && (Has(names, "url handle") || Has(names, "option1 name") || Has(names, "inventory quantity") || Has(names, "published on online store"));
        return older || newer ? FileFormat.Shopify : FileFormat.BackCare;
    }

    /// <summary>What a person calls it, with the header generation where there are two.</summary>
    public static string NameOf(FileFormat format, IReadOnlyList<string> header)
    {
        ArgumentNullException.ThrowIfNull(header);
        return format switch
        {
            FileFormat.Shopify => header.Any(c => Fold(c) is "url handle" or "inventory quantity" or "option1 name" and not "handle") && !header.Any(c => Fold(c) == "handle")
                ? "Shopify (new column names)" : "Shopify (old column names)",
            FileFormat.WooCommerce => "WooCommerce",
            FileFormat.BackCare => header.Count(c => ProductFields.Columns.Contains(Fold(c))) >= 5 ? "BackCare" : "One row a product",
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Unknown format."),
        };
    }

    /// <summary>The field that a column of that format means by itself; null when it means none that is used.</summary>
    public static string? FieldOf(FileFormat format, string column)
    {
        string name = Fold(column);
        int meta = name.IndexOf(MetaField, StringComparison.Ordinal);
        string? carried = name.StartsWith(MetaPrefix, StringComparison.Ordinal) ? name[MetaPrefix.Length..]
            : meta >= 0 ? name[(meta + MetaField.Length)..].TrimEnd(')') : null;
        if (carried is not null)
            return ProductFields.ByName.TryGetValue(carried, out ProductField? kept) && kept.Kept ? carried : null;
        return (format switch { FileFormat.Shopify => Shopify, FileFormat.WooCommerce => WooCommerce, _ => Own }).GetValueOrDefault(name);
    }

    /// <summary>Tells files with the same columns in the same order apart from others; 32 hex digits.</summary>
    public static string Fingerprint(IReadOnlyList<string> header)
    {
        ArgumentNullException.ThrowIfNull(header);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001f', header.Select(Fold)))).AsSpan(0, 16));
    }

    /// <summary>The column of Shopify's files that carries a field of BackCare's.</summary>
    internal static string ShopifyColumn(string field) => $"{ProductFields.ByName[field].Label} ({MetaField}{field})";

    /// <summary>The column of WooCommerce's files that carries a field of BackCare's.</summary>
    internal static string WooCommerceColumn(string field) => $"Meta: backcare_{field}";

    private static string Fold(string column) => column.Trim().TrimStart('\uFEFF').ToLowerInvariant();

    private static bool Has(HashSet<string> names, string name) => names.Contains(name);

    private static FrozenDictionary<string, string> Names(string pairs) => pairs.Split([';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=')).ToFrozenDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
}
