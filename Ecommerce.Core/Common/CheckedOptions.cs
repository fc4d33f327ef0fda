using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Ecommerce.Core.Common;

internal static class CheckedOptions
{
    /// <summary>Binds a section and checks it at start, so that a wrong setting stops the application with a message that says what to set.</summary>
    public static OptionsBuilder<T> AddCheckedOptions<T>(this IHostApplicationBuilder builder, string section)
        where T : class =>
        builder.Services.AddOptions<T>().Bind(builder.Configuration.GetSection(section)).ValidateDataAnnotations().ValidateOnStart();
}
