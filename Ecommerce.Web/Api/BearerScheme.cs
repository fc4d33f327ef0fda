using System.Net.Http.Headers;
using Microsoft.AspNetCore.Authentication.BearerToken;

namespace Ecommerce.Web.Api;

public static class BearerScheme
{
    /// <summary>
    /// Takes the token whatever the case of the scheme's name; the framework's handler takes "Bearer" only
    /// (<see href="https://www.rfc-editor.org/rfc/rfc9110#section-11.1">RFC 9110, section 11.1</see>).
    /// </summary>
    public static Task ReadTokenAsync(MessageReceivedContext context)
    {
        if (AuthenticationHeaderValue.TryParse(context.Request.Headers.Authorization, out var credentials)
            && credentials.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)) context.Token = credentials.Parameter;
        return Task.CompletedTask;
    }
}
