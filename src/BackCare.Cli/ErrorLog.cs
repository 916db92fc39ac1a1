using Microsoft.Extensions.Logging;

namespace BackCare.Cli;

/// <summary>Warnings and errors as lines beside the result, never in it.</summary>
internal sealed class ErrorLog(TextWriter error) : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
            error.WriteLine(exception is null ? formatter(state, null) : $"{formatter(state, null)} {exception.GetType().Name}: {exception.Message}");
    }

    public void Dispose()
    {
    }
}
