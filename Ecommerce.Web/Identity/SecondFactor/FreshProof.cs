using Ecommerce.Core.Common;
using Ecommerce.Core.Identity.Sessions;
using Microsoft.Extensions.Options;

namespace Ecommerce.Web.Identity.SecondFactor;

/// <summary>Whether the visitor proved lately who they are. What guards an account can be changed only then.</summary>
public sealed class FreshProof(CurrentSession current, IOptions<LoginSessionOptions> options, StoreClock clock)
{
    /// <summary>
    /// Within <see cref="LoginSessionOptions.ProofMinutes"/>. Who is denied the role until they prove their factor has to do that first:
    /// with the password alone they could exchange the factor for their own.
    /// </summary>
    public bool IsGiven => IsRecent && current.State is not { Admin: AdminRight.Withheld, HasFactor: true };

    /// <summary>As <see cref="IsGiven"/>, however it was proved.</summary>
    public bool IsRecent =>
        current.State is { } session && clock.UtcNow - session.ProvedAt <= TimeSpan.FromMinutes(options.Value.ProofMinutes);
}
