using Microsoft.AspNetCore.Identity;

namespace Ecommerce.Core.Identity;

/// <summary>An account: whoever shops here, admins included (role <see cref="Roles.Admin"/>).</summary>
public sealed class Shopper : IdentityUser<long>;

public static class Roles
{
    public const string Admin = "Admin";
}
