using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Accounts.Access;

/// <summary>The site's key ring lies in its database: every node reads the same, and a restored backup opens its own secrets.</summary>
internal sealed class ProtectionKeys(Engine engine, Writer writer, Ids ids) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = engine.ReadHeld();
        return [.. db.ProtectionKeys.OrderBy(k => k.Id).Select(k => k.Xml).AsEnumerable().Select(xml => XElement.Parse(xml))];
    }

    public void StoreElement(XElement element, string friendlyName) =>
        // The interface is synchronous. Keys are written at the start or every ninety days, never by the writer's own thread.
        writer.Run(db => { db.ProtectionKeys.Add(new ProtectionKey { Id = ids.Next(), Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) }); })
            .GetAwaiter().GetResult();
}
