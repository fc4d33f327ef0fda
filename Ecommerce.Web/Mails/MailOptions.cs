using System.ComponentModel.DataAnnotations;

namespace Ecommerce.Web.Mails;

/// <summary>Section <c>Mail</c>: the SMTP server that mails go out through. Without a host the shop can't send any.</summary>
public sealed class MailOptions : IValidatableObject
{
    public const string Section = "Mail";

    public string? Host { get; set; }

    [Range(1, 65535, ErrorMessage = "Mail:Port must be from 1 to 65535.")]
    public int Port { get; set; } = 587;

    /// <summary>Encrypts the connection: from the first byte on port 465, by STARTTLS on every other.</summary>
    public bool Tls { get; set; } = true;

    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>The address that mails come from.</summary>
    [EmailAddress(ErrorMessage = "Mail:From is not an e-mail address.")]
    public string? From { get; set; }

    /// <summary>The address of whoever looks after the shop: hears of low stock. Without one nobody hears.</summary>
    [EmailAddress(ErrorMessage = "Mail:ShopAddress is not an e-mail address.")]
    public string? ShopAddress { get; set; }

    /// <summary>Development and demo shops: the folder that mails are written to, from the application's own.</summary>
    public string Folder { get; set; } = Path.Combine("App_Data", "mails");

    /// <summary>Nobody logs in before the link in the mail has been opened.</summary>
    public bool RequireConfirmedAddress { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrEmpty(Host) && string.IsNullOrEmpty(From))
            yield return new("Mail:From is missing. Set the address that mails come from.");
    }
}
