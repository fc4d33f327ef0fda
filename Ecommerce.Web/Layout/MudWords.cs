using Microsoft.Extensions.Localization;
using MudBlazor;

namespace Ecommerce.Web.Layout;

/// <summary>
/// MudBlazor's own words (pagers, grids, pickers, fields) in Korean: MudWords.resx. English ones it has itself and asks nobody for.
/// </summary>
public sealed class MudWords(IStringLocalizer<MudWords> korean) : MudLocalizer
{
    public override LocalizedString this[string key] => korean[key];
}
