using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace BackCare.App.Data.Mapping;

/// <summary>Marks what comes out of the database as UTC; SQLite and SQL Server both forget the kind.</summary>
internal sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(value => value, stored => DateTime.SpecifyKind(stored, DateTimeKind.Utc));
