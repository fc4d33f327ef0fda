using System.ComponentModel.DataAnnotations;

namespace Ecommerce.Web.Strangers;

/// <summary>Section <c>Circuits</c>: what the connections behind open pages may take, whoever has them.</summary>
public sealed class CircuitSettings
{
    public const string Section = "Circuits";

    /// <summary>The largest message a browser may send, in kilobytes.</summary>
    [Range(24, 1024, ErrorMessage = "Circuits:MaxMessageKilobytes must be from 24 to 1024.")]
    public int MaxMessageKilobytes { get; set; } = 32;

    /// <summary>In how many seconds a message that has begun must have arrived.</summary>
    [Range(1, 600, ErrorMessage = "Circuits:MessageSeconds must be from 1 to 600.")]
    public int MessageSeconds { get; set; } = 15;

    /// <summary>In how many seconds a new connection must have asked for its circuit.</summary>
    [Range(1, 600, ErrorMessage = "Circuits:StartSeconds must be from 1 to 600.")]
    public int StartSeconds { get; set; } = 15;

    /// <summary>Memory for what pages showed, until their circuits have begun, in megabytes.</summary>
    [Range(0, 4096, ErrorMessage = "Circuits:StateMegabytes must be from 0 to 4096.")]
    public int StateMegabytes { get; set; } = 32;

    /// <summary>In bytes.</summary>
    public int MaxMessageSize => MaxMessageKilobytes * 1024;
}
