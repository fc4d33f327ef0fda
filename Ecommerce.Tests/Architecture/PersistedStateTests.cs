using System.Reflection;
using Ecommerce.Web.Layout;
using Microsoft.AspNetCore.Components;

namespace Ecommerce.Tests.Architecture;

/// <summary>What pages keep from one drawing to the next (docs/decisions/0014).</summary>
public sealed class PersistedStateTests
{
    [Fact]
    public void What_a_page_read_is_updated_behind_a_link_and_its_idempotency_key_never()
    {
        var kept = typeof(App).Assembly.GetTypes()
            .SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Select(p => (
                Name: $"{p.DeclaringType!.Name}.{p.Name}",
                IsKey: p.Name == "IdempotencyKey",
                State: p.GetCustomAttribute<PersistentStateAttribute>()))
            .Where(p => p.State is not null)
            .ToList();

        Assert.Equal(3, kept.Count(p => p.IsKey));
        Assert.All(kept, p => Assert.True(p.State!.AllowUpdates != p.IsKey, p.Name));
    }
}
