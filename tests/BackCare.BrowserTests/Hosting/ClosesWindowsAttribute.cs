using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Playwright;
using Xunit.v3;

namespace BackCare.BrowserTests.Hosting;

/// <summary>Closes the windows of a test when it ends: each holds a process of the browser, and hundreds of them fill the memory.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class ClosesWindowsAttribute : BeforeAfterTestAttribute
{
    private static readonly ConcurrentDictionary<string, ConcurrentBag<IBrowserContext>> Windows = new();
    private static readonly ConcurrentQueue<Task> Closing = new();

    /// <summary>Notes a window for the test that runs.</summary>
    public static void Opened(IBrowserContext window) => Windows.GetOrAdd(TestContext.Current.Test!.UniqueID, _ => []).Add(window);

    /// <summary>Waits for the windows of tests that ended.</summary>
    public static async Task ClosedAsync()
    {
        while (Closing.TryDequeue(out Task? closing)) await closing;
    }

    /// <inheritdoc/>
    /// <remarks>The framework does not wait here; whoever opens the next window does.</remarks>
    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        ArgumentNullException.ThrowIfNull(test);
        if (!Windows.TryRemove(test.UniqueID, out ConcurrentBag<IBrowserContext>? windows)) return;
        foreach (IBrowserContext window in windows) Closing.Enqueue(Task.Run(() => window.CloseAsync()));
    }
}
