namespace BackCare.Domain.Catalog;

/// <summary>An amount of money.</summary>
/// <param name="Minor">Minor units (cents).</param>
/// <param name="Currency">ISO 4217 code.</param>
public readonly record struct Money(long Minor, string Currency);
