using BackCare.App.Serving;

namespace BackCare.Web.Api;

/// <summary>Hands out the files of model versions, always as downloads: none is shown as a page of this host.</summary>
public sealed class ModelFiles(ModelStore store)
{
    /// <summary>One file, or 404.</summary>
    public IResult Download(string version, string file) => store.PathOf(version, file) is { } path
        ? TypedResults.PhysicalFile(path, TypeOf(file), $"{version}-{file}")
        : Problems.NotFound("file of a model");

    private static string TypeOf(string file) => Path.GetExtension(file) switch
    {
        ".txt" => "text/plain; charset=utf-8",
        ".json" => "application/json",
        ".html" => "text/html; charset=utf-8",
        _ => "application/octet-stream",
    };
}
