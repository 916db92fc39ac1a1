namespace BackCare.Web.Hosting;

/// <summary>Reads a posted form once, so that one that cannot be read is the sender's fault and not a failure of the host.</summary>
public static class PostedForms
{
    /// <summary>The status to answer when the form cannot be read; null when it can, and then reading it again costs nothing.</summary>
    /// <remarks>The framework tells a form over its limits from a broken one by words alone; FormFaultTests pin both.</remarks>
    public static async Task<int?> FaultAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            await context.Request.ReadFormAsync(context.RequestAborted);
            return null;
        }
        catch (BadHttpRequestException refused)
        {
            return refused.StatusCode;
        }
        catch (InvalidDataException broken)
        {
            return broken.Message.Contains("limit", StringComparison.OrdinalIgnoreCase) ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status400BadRequest;
        }
        catch (IOException) when (!context.RequestAborted.IsCancellationRequested)
        {
            return StatusCodes.Status400BadRequest;
        }
    }
}
