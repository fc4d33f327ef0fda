using Ecommerce.Core.Data;
using Microsoft.Extensions.Options;

namespace Ecommerce.Web.Operations;

/// <summary>What is wrong with the configuration, in words for the person who set it up.</summary>
public static class ConfigurationErrors
{
    /// <summary>Null for an exception that is not about the configuration.</summary>
    public static string? MessageOf(Exception error) => error switch
    {
        StartupException => error.Message,
        OptionsValidationException invalid => string.Join(' ', invalid.Failures),
        _ => null,
    };
}
