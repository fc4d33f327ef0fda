using System.Text.RegularExpressions;
using Ecommerce.Core.Audit;
using Ecommerce.Core.Identity;
using Ecommerce.Core.Jobs;
using Ecommerce.Web.Api;
using Hangfire;
using Hangfire.Dashboard;
using Microsoft.AspNetCore.Antiforgery;

namespace Ecommerce.Web.Admin.Hangfire;

/// <summary>
/// Hangfire's own pages, for admins: queues, retries and what went wrong, in English. For every day there is <c>/manage/jobs</c>. What they
/// post needs the antiforgery token of the page, as every form of the shop does, and is written down before Hangfire gets it.
/// </summary>
public static partial class HangfireDashboard
{
    public const string Address = "/manage/hangfire";

    /// <summary>The figures that its pages ask for again and again, by POST; it changes nothing.</summary>
    private const string Figures = "/stats";

    /// <summary>
    /// Nothing on an instance without jobs. Over the shop's own storage, past <c>AddHangfire</c>, which would set up one log and one
    /// storage for the whole process.
    /// </summary>
    public static void MapHangfire(this WebApplication app)
    {
        if (app.Services.GetService<JobStorage>() is not { } storage) return;
        var scheduler = app.Services.GetRequiredService<IJobScheduler>();
        var options = new DashboardOptions
        {
            AppPath = "/manage/jobs",
            DashboardTitle = "Hangfire",
            DisplayStorageConnectionString = false,
            Authorization = [], // the endpoint's policy decides
            TimeZoneResolver = new DefaultTimeZoneResolver(),
        };
        var dashboard = ((IEndpointRouteBuilder)app).CreateApplicationBuilder()
            .Use((context, next) =>
            {
                if (scheduler.IsRunning) return next(context);
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable; // its tables may not be there yet
                return Task.CompletedTask;
            })
            .UsePathBase(Address)
            .Use(RecordAsync)
            .UseMiddleware<AspNetCoreDashboardMiddleware>(storage, options, DashboardRoutes.Routes)
            .Build();
        app.Map($"{Address}/{{**path}}", dashboard).RequireAuthorization(policy => policy.RequireRole(Roles.Admin))
            .ExcludeFromDescription();
    }

    /// <summary>
    /// Hangfire's storage is not the shop's transaction, so the action is written down first: nothing is done there that nobody answers
    /// for. Without the page's token Hangfire refuses, and there is nothing to write down.
    /// </summary>
    private static async Task RecordAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        var isAction = HttpMethods.IsPost(request.Method) && request.Path != Figures;
        if (isAction && await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context))
        {
            string[] jobs = request.HasFormContentType ? [.. (await request.ReadFormAsync())["jobs[]"].OfType<string>()] : [];
            var subject = new AuditSubject(AuditSubjects.Hangfire, SubjectId(request.Path.Value!));
            var recorded = await context.RequestServices.GetRequiredService<AdminTransaction>().RecordAsync(
                Actor.OnPage(CurrentShopper.Of(context.User).Id),
                AdminChange.Of(AdminActions.HangfirePosted, subject, after: jobs.Length == 0 ? null : new { jobs }),
                CancellationToken.None);
            if (!recorded.Succeeded)
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return;
            }
        }

        await next(context);
    }

    /// <summary>What was pressed, by its address: <c>recurring/trigger</c>.</summary>
    private static string SubjectId(string path)
    {
        var id = Unusual().Replace(path.Trim('/'), "-");
        return id.Length > AuditSubject.MaxIdLength ? id[..AuditSubject.MaxIdLength] : id;
    }

    [GeneratedRegex("[^0-9A-Za-z./_-]")]
    private static partial Regex Unusual();
}
