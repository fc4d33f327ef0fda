using System.Net.Sockets;
using Ecommerce.Core.Data;
using Microsoft.AspNetCore.Connections;
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
        AggregateException all when all.InnerExceptions.All(e => e is OptionsValidationException) =>
            string.Join(' ', all.InnerExceptions.Select(MessageOf).Distinct()),
        IOException { InnerException: AddressInUseException } =>
            $"{error.Message} Set another address with --urls, or stop what listens there.",
        SocketException => $"It can't listen at its address: {error.Message}. Check --urls.",
        FormatException when error.Message.StartsWith("Invalid url", StringComparison.Ordinal) => $"{error.Message} Check --urls.",
        _ => null,
    };

    /// <summary>Whether a server could not listen: the address is taken, not this machine's, or not for this user.</summary>
    public static bool IsAddressRefused(Exception error) =>
        error is SocketException or IOException { InnerException: AddressInUseException };
}
