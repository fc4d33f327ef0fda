using Ecommerce.Core.Common;
using Ecommerce.Core.Data;

namespace Ecommerce.Core.Identity.Mails;

/// <summary>
/// Has a mail written and sent by a background job. Asking takes the same time and leaves the same behind whether the address has an
/// account or not (docs/decisions/0026).
/// </summary>
public sealed class RequestMail(ShopTransaction transaction, StoreClock clock)
{
    public async Task RunAsync(MailRequest request, CancellationToken cancellationToken)
    {
        var facts = new Facts { Events = [request.ToEvent(clock.UtcNow)] };
        await transaction.RunAsync<bool>(
            async (unit, token) =>
            {
                await unit.WriteAsync(facts, token);
                return true;
            },
            cancellationToken);
    }
}
