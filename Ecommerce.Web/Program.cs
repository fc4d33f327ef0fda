using System.Text;
using Ecommerce.Core;
using Ecommerce.Core.Data;
using Ecommerce.Web;
using Ecommerce.Web.Admin.Hangfire;
using Ecommerce.Web.Api;
using Ecommerce.Web.CommandLine;
using Ecommerce.Web.Identity;
using Ecommerce.Web.Identity.SecondFactor;
using Ecommerce.Web.Identity.Sessions;
using Ecommerce.Web.Operations;
using Ecommerce.Web.Strangers;
using Microsoft.Extensions.Options;

try
{
    if (ShopCommand.Parse(args) is { } command) return await CommandRunner.RunAsync(command, args);

    var builder = WebApplication.CreateBuilder(args);
    builder.WebHost.ConfigureKestrel(kestrel =>
    {
        kestrel.AddServerHeader = false;
        kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1; // any byte can be read, so whoever reads the header refuses it
        kestrel.Limits.MaxRequestBodySize = RequestBody.MaxBytes;
        kestrel.Limits.MaxRequestBufferSize = RequestBody.MaxBytes; // of each connection; a circuit's too, which nobody may have read yet
    });
    builder.AddLogFormat();
    builder.AddShopCore();
    builder.AddPublicAddress();
    builder.AddSecurityHeaders();
    builder.AddApi();
    builder.AddPages();
    builder.AddStrangersBudget();
    builder.AddShopHealth();
    builder.AddTelemetry();
    builder.Services.RemoveKeyWarmUp();

    var app = builder.Build();
    // Both here, for the host would log what they refuse with its stack trace.
    app.Services.GetRequiredService<IStartupValidator>().Validate();
    await app.Services.GetRequiredService<DatabaseStartup>().AwaitFirstTryAsync(CancellationToken.None);
    app.AnswerHeadAsGet();
    app.UseSecurityHeaders();
    app.UsePublicHosts();
    app.RefuseForeignOrigins();
    app.UseHostCookies();
    app.UsePages();
    app.UseApi();
    app.UseRouting();
    app.UseAuthentication();
    app.UseRateLimiter();
    app.UseStrangersBudget();
    app.UseSessionCheck();
    app.UseGuestIdentity();
    app.UseAuthorization();
    app.UseAntiforgery();
    app.RefuseStaleForms();
    app.UseProofFirst();
    app.MapStaticAssets();
    app.MapHealth();
    app.MapShopOpenApi();
    app.MapApi();
    app.MapPages();
    app.MapHangfire();
    await app.RunAsync();
    return 0;
}
catch (Exception error) when (ConfigurationErrors.MessageOf(error) is { } message)
{
    await Console.Error.WriteLineAsync($"The shop can't start. {message}");
    return 1;
}
