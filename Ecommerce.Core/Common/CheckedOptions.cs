using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Ecommerce.Core.Common;

public static class CheckedOptions
{
    /// <summary>
    /// Options of a section that are checked at start by their annotations; the failures say what to set, and nothing else.
    /// </summary>
    public static OptionsBuilder<T> AddCheckedOptions<T>(this IHostApplicationBuilder builder, string section)
        where T : class
    {
        builder.Services.AddSingleton<IValidateOptions<T>, AnnotationCheck<T>>();
        return builder.Services.AddOptions<T>()
            .Configure(options => Bind(builder.Configuration.GetSection(section), options))
            .ValidateOnStart();
    }

    /// <summary>A value of the wrong type is reported like every other wrong value: at start, naming the setting.</summary>
    private static void Bind<T>(IConfigurationSection section, T options)
        where T : class
    {
        try
        {
            section.Bind(options);
        }
        catch (InvalidOperationException error)
        {
            throw new OptionsValidationException(section.Path, typeof(T), [$"{error.Message} {error.InnerException?.Message}"]);
        }
    }

    private sealed class AnnotationCheck<T> : IValidateOptions<T>
        where T : class
    {
        public ValidateOptionsResult Validate(string? name, T options)
        {
            var failures = new List<ValidationResult>();
            return Validator.TryValidateObject(options, new ValidationContext(options), failures, validateAllProperties: true)
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail(failures.Select(f => f.ErrorMessage!));
        }
    }
}
