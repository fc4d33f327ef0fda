using MudBlazor;

namespace Ecommerce.Web.Admin;

/// <summary>
/// MudBlazor's grid asks for its rows when it has been drawn: a prerendered page would have none. This one asks before that, too.
/// </summary>
public sealed class PrerenderedGrid<T> : MudDataGrid<T>
{
    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        await ReloadServerData();
    }
}
