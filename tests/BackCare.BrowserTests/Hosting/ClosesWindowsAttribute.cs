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

    /// <summary>Notes a window for the test that runs.</summary>
    public static void Opened(IBrowserContext window) => Windows.GetOrAdd(TestContext.Current.Test!.UniqueID, _ => []).Add(window);

    /// <inheritdoc/>
    public override async ValueTask After(MethodInfo methodUnderTest, IXunitTest test)
    {
        ArgumentNullException.ThrowIfNull(test);
        if (!Windows.TryRemove(test.UniqueID, out ConcurrentBag<IBrowserContext>? windows)) return;
        foreach (IBrowserContext window in windows) await window.CloseAsync();
    }
}
