using System.Data;
using System.Data.Common;
using Microsoft.Data.SqlClient;

namespace BackCare.App.Data;

/// <summary>Parameters of a plain command; double quotes name columns and <c>@</c> names values on both providers.</summary>
internal static class PlainSql
{
    private const int LongestInline = 4_000;

    /// <summary>Adds a value and returns the command.</summary>
    public static DbCommand With(this DbCommand command, string name, object value)
    {
        DbParameter parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        // SqlClient takes a time for the old type, which keeps three digits of a second.
        if (value is DateTime)
            parameter.DbType = DbType.DateTime2;
        // SQL Server keeps a plan for every length of a text that it meets, unless it is told one; SQLite would cut a longer text off.
        if (parameter is SqlParameter && value is string { Length: <= LongestInline })
            parameter.Size = LongestInline;
        command.Parameters.Add(parameter);
        return command;
    }
}
