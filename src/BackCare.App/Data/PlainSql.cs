using System.Data.Common;

namespace BackCare.App.Data;

/// <summary>Parameters of a plain command; double quotes name columns and <c>@</c> names values on both providers.</summary>
internal static class PlainSql
{
    /// <summary>Adds a value and returns the command.</summary>
    public static DbCommand With(this DbCommand command, string name, object value)
    {
        DbParameter parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
        return command;
    }
}
