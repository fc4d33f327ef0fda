using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Caching.Memory;

namespace Ecommerce.Web.Shared;

/// <summary>
/// A part of a page that looks the same to every visitor. All it shows comes from its model, the language and the store's settings, so
/// that <see cref="FragmentCache"/> may keep its HTML. The model is compared by value.
/// </summary>
public abstract class Fragment<TModel> : ComponentBase
    where TModel : IEquatable<TModel>
{
    [Parameter, EditorRequired] public TModel Model { get; set; } = default!;
}

/// <summary>
/// HTML of fragments, rendered once for each model and language. What is rarely shown makes room.
/// </summary>
public sealed class FragmentCache(IServiceScopeFactory scopes, ILoggerFactory logs) : IDisposable
{
    /// <summary>In characters, all fragments together: 16 MB.</summary>
    private const int MaxLength = 8 * 1024 * 1024;

    private readonly MemoryCache known = new(new MemoryCacheOptions { SizeLimit = MaxLength });

    public ValueTask<MarkupString> GetAsync<TFragment, TModel>(TModel model)
        where TFragment : Fragment<TModel>
        where TModel : IEquatable<TModel>
    {
        var key = (typeof(TFragment), CultureInfo.CurrentUICulture.Name, model);
        return known.TryGetValue(key, out MarkupString html) ? new(html) : new(RenderAsync());

        async Task<MarkupString> RenderAsync()
        {
            // A scope of its own: a fragment that asked for the visitor would find nobody.
            await using var scope = scopes.CreateAsyncScope();
            await using var renderer = new HtmlRenderer(scope.ServiceProvider, logs);
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(Fragment<>.Model)] = model });
            var text = await renderer.Dispatcher.InvokeAsync(
                async () => (await renderer.RenderComponentAsync<TFragment>(parameters)).ToHtmlString());
            return known.Set(key, new MarkupString(text), new MemoryCacheEntryOptions { Size = text.Length });
        }
    }

    /// <summary>One fragment for each model, in their order.</summary>
    public async Task<IReadOnlyList<MarkupString>> GetAllAsync<TFragment, TModel>(IEnumerable<TModel> models)
        where TFragment : Fragment<TModel>
        where TModel : IEquatable<TModel>
    {
        var fragments = new List<MarkupString>();
        foreach (var model in models) fragments.Add(await GetAsync<TFragment, TModel>(model));
        return fragments;
    }

    public void Dispose() => known.Dispose();
}
