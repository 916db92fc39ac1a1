using System.Xml.Linq;
using BackCare.App.Accounts;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace BackCare.Web.Security;

/// <summary>The data protection framework's view of the keys in the database.</summary>
internal sealed class ProtectionKeyRing(ProtectionKeys keys) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() => [.. keys.All().Select(static xml => XElement.Parse(xml))];

    public void StoreElement(XElement element, string friendlyName) => keys.Add(friendlyName, element.ToString(SaveOptions.DisableFormatting));
}
