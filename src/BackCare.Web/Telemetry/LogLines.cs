using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace BackCare.Web.Telemetry;

/// <summary>Log lines for people (text) or for machines (JSON, one object a line), each with the request it belongs to. Of a scope only the request's and the trace's id are told: the framework's holds the path.</summary>
internal sealed class LogLines(bool isJson, TimeProvider clock) : ConsoleFormatter(isJson ? Json : Text)
{
    /// <summary>The names of the two forms.</summary>
    public const string Json = "backcare-json", Text = "backcare-text";

    /// <summary>The setting that chooses: text or json.</summary>
    public const string Setting = "Logging:Format";

    private static readonly string[] Levels = ["trace", "debug", "info", "warn", "error", "critical", "none"];

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        string message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        var ids = new Ids();
        scopeProvider?.ForEachScope(static (scope, ids) => ids.Take(scope), ids);
        textWriter.WriteLine(isJson ? JsonOf(logEntry, message, ids) : TextOf(logEntry, message, ids));
    }

    private string TextOf<TState>(in LogEntry<TState> entry, string message, Ids ids)
    {
        var line = new StringBuilder().Append(Levels[(int)entry.LogLevel]).Append(": ").Append(entry.Category).Append(' ').Append(message);
        if (ids.Request is { } request) line.Append(" (request ").Append(request).Append(')');
        if (entry.Exception is { } fault) line.AppendLine().Append(fault);
        return line.ToString();
    }

    private string JsonOf<TState>(in LogEntry<TState> entry, string message, Ids ids)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("time", clock.GetUtcNow().UtcDateTime);
            json.WriteString("level", Levels[(int)entry.LogLevel]);
            json.WriteString("category", entry.Category);
            if (entry.EventId.Name is { } name) json.WriteString("event", name);
            json.WriteString("message", message);
            if (ids.Request is { } request) json.WriteString("requestId", request);
            if (ids.Trace is { } trace) json.WriteString("traceId", trace);
            if (entry.State is IReadOnlyList<KeyValuePair<string, object?>> fields) WriteFields(json, fields);
            if (entry.Exception is { } fault) json.WriteString("exception", fault.ToString());
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The message's own values, numbers as numbers, so that nobody has to take sentences apart.</summary>
    private static void WriteFields(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, object?>> fields)
    {
        json.WriteStartObject("fields");
        foreach ((string key, object? value) in fields)
        {
            if (key == "{OriginalFormat}") continue;
            string name = JsonNamingPolicy.CamelCase.ConvertName(key);
            switch (value)
            {
                case bool flag: json.WriteBoolean(name, flag); break;
                case int number: json.WriteNumber(name, number); break;
                case long number: json.WriteNumber(name, number); break;
                case double number when double.IsFinite(number): json.WriteNumber(name, number); break;
                default: json.WriteString(name, Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)); break;
            }
        }
        json.WriteEndObject();
    }

    private sealed class Ids
    {
        public string? Request { get; private set; }

        public string? Trace { get; private set; }

        public void Take(object? scope)
        {
            if (scope is not IEnumerable<KeyValuePair<string, object?>> pairs) return;
            foreach ((string key, object? value) in pairs)
            {
                if (key == "RequestId") Request = value?.ToString();
                else if (key == "TraceId") Trace = value?.ToString();
            }
        }
    }
}

/// <summary>Puts the lines into the host.</summary>
public static class LogLinesRegistration
{
    /// <summary>Writes lines in the form that <c>Logging:Format</c> names, text without it.</summary>
    public static void AddLogLines(this ILoggingBuilder logging, IConfiguration configuration)
    {
        logging.Services.AddSingleton<ConsoleFormatter>(provider => new LogLines(true, provider.GetService<TimeProvider>() ?? TimeProvider.System));
        logging.Services.AddSingleton<ConsoleFormatter>(provider => new LogLines(false, provider.GetService<TimeProvider>() ?? TimeProvider.System));
        bool isJson = string.Equals(configuration[LogLines.Setting], "json", StringComparison.OrdinalIgnoreCase);
        logging.Services.AddOptions<ConsoleLoggerOptions>().PostConfigure(options => options.FormatterName ??= isJson ? LogLines.Json : LogLines.Text);
    }
}
