using System.Globalization;
using Ecommerce.Core.Common;
using Ecommerce.Core.Identity;
using Ecommerce.Core.Identity.Sessions;
using Ecommerce.Web.Api;
using Ecommerce.Web.Identity.Mails;
using Ecommerce.Web.Identity.SecondFactor;
using Ecommerce.Web.Identity.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity.Data;

namespace Ecommerce.Web.Identity;

/// <summary>Identity's own endpoints, with bearer tokens only and with what they leave unchecked checked.</summary>
public static class AuthEndpoints
{
    /// <summary>As wide as the column.</summary>
    private const int MaxEmailLength = 256;

    public static void MapAuth(this IEndpointRouteBuilder api)
    {
        var accounts = api.MapGroup("/auth").WithTags("Accounts")
            .AddEndpointFilter(RefuseUnusableInput)
            .AddEndpointFilter(AskForNewLogIn)
            .AddEndpointFilter(ExchangeRefreshToken)
            .AddEndpointFilter(AskForMail)
            .AddEndpointFilter(ExplainFailedLogin)
            .AddEndpointFilter(ForgetFailedAttempts)
            .MapIdentityApi<Shopper>();
        accounts.Add(Describe);
        accounts.Finally(RequestBody.CheckFirst);
        api.MapSessions();
    }

    /// <summary>Identity's routes have no summaries, and some of those that are open to strangers answer 401.</summary>
    private static void Describe(EndpointBuilder endpoint)
    {
        var call = ((RouteEndpointBuilder)endpoint).RoutePattern.RawText!["/auth/".Length..];
        if (Summaries.TryGetValue(call, out var summary)) endpoint.Metadata.Add(new EndpointSummaryAttribute(summary));
        if (call is "login" or "refresh" or "confirmEmail") endpoint.Metadata.Add(new RefusalMetadata([ProblemKind.Unauthorized]));
        if (call is "manage/2fa" or "manage/info" && IsPost(endpoint)) endpoint.Metadata.Add(new RefusalMetadata([ProblemKind.Forbidden]));
    }

    private static bool IsPost(EndpointBuilder endpoint) =>
        endpoint.Metadata.OfType<IHttpMethodMetadata>().Any(methods => methods.HttpMethods.Contains(HttpMethods.Post));

    private static readonly Dictionary<string, string> Summaries = new()
    {
        ["register"] = "Open an account, with a wallet that holds nothing",
        ["login"] = "Get a bearer token",
        ["refresh"] = "Get a new token for a refresh token",
        ["confirmEmail"] = "Confirm the address that a mail was sent to",
        ["resendConfirmationEmail"] = "Have that mail sent again",
        ["forgotPassword"] = "Have a code mailed that resets the password",
        ["resetPassword"] = "Set a new password with that code",
        ["manage/2fa"] = "Set up the second factor",
        ["manage/info"] = "The account's address and password",
    };

    /// <summary>
    /// Identity answers 500 to missing members, to ids that are no numbers and to addresses that are too long for their column, and would
    /// set a cookie on request (`useCookies`).
    /// </summary>
    private static async ValueTask<object?> RefuseUnusableInput(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var validation = new Validation();
        var query = context.HttpContext.Request.Query;
        foreach (var name in new[] { "useCookies", "useSessionCookies" })
            validation.Require(!query.ContainsKey(name), name, "Is not supported: the API takes bearer tokens only.");
        validation.Require(
            !query.TryGetValue("userId", out var id) || long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out _),
            "userId",
            "Is not the id of an account.");
        foreach (var argument in context.Arguments)
        {
            foreach (var (field, value) in RequiredFields(argument)) validation.Require(!string.IsNullOrEmpty(value), field, "Is missing.");
            var (emailField, email) = NewEmail(argument);
            validation.Require(email is not { Length: > MaxEmailLength }, emailField, $"Must be at most {MaxEmailLength} characters.");
        }

        return validation.Failure is { } failure ? failure.ToProblem() : await next(context);
    }

    private static (string Field, string? Value)[] RequiredFields(object? argument) => argument switch
    {
        RegisterRequest r => [("email", r.Email), ("password", r.Password)],
        LoginRequest r => [("email", r.Email), ("password", r.Password)],
        RefreshRequest r => [("refreshToken", r.RefreshToken)],
        ForgotPasswordRequest r => [("email", r.Email)],
        ResendConfirmationEmailRequest r => [("email", r.Email)],
        ResetPasswordRequest r => [("email", r.Email), ("resetCode", r.ResetCode), ("newPassword", r.NewPassword)],
        _ => [],
    };

    private static (string Field, string? Value) NewEmail(object? argument) => argument switch
    {
        RegisterRequest r => ("email", r.Email),
        InfoRequest r => ("newEmail", r.NewEmail),
        _ => ("", null),
    };

    /// <summary>
    /// What guards an account is changed by a log-in of the last minutes alone. Identity's answer about the factor holds its key, so it
    /// is read by such a log-in alone too.
    /// </summary>
    private static async ValueTask<object?> AskForNewLogIn(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var changes = context.Arguments.Any(
            argument => argument is TwoFactorRequest or InfoRequest { NewEmail.Length: > 0 } or InfoRequest { NewPassword.Length: > 0 });
        return changes && !context.HttpContext.RequestServices.GetRequiredService<FreshProof>().IsGiven
            ? ApiProblems.Problem(
                ProblemKind.Forbidden,
                "Log in again at /auth/login, with the second factor if the account has one, and send the request with the new token.")
            : await next(context);
    }

    /// <summary>In place of Identity's own exchange, which knows no sessions.</summary>
    private static async ValueTask<object?> ExchangeRefreshToken(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (context.Arguments.OfType<RefreshRequest>().FirstOrDefault() is not { RefreshToken: { } token }) return await next(context);
        var http = context.HttpContext;
        return await http.RequestServices.GetRequiredService<RefreshTokens>().ExchangeAsync(token, http.RequestAborted);
    }

    /// <summary>In place of Identity's own: it looks for the account first, which takes longer for one that is there.</summary>
    private static async ValueTask<object?> AskForMail(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var mails = context.HttpContext.RequestServices.GetRequiredService<AccountMails>();
        foreach (var argument in context.Arguments)
        {
            switch (argument)
            {
                case ForgotPasswordRequest { Email: { } email }:
                    await mails.SendResetCodeAsync(email);
                    return TypedResults.Ok();
                case ResendConfirmationEmailRequest { Email: { } email }:
                    await mails.ConfirmAddressAsync(email);
                    return TypedResults.Ok();
            }
        }

        return await next(context);
    }

    private static async ValueTask<object?> ExplainFailedLogin(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var answer = await next(context);
        var result = ResultOf(answer);
        if (result is NotFound) return new AccountNotFound().ToProblem();
        if (result is not ProblemHttpResult { StatusCode: StatusCodes.Status401Unauthorized } failed) return answer;
        return ApiProblems.Problem(ProblemKind.Unauthorized, failed.ProblemDetails.Detail switch
        {
            "LockedOut" => "Too many failed attempts. Wait five minutes, then log in again or reset the password.",
            nameof(AccountLocked) => "The shop has locked this account. Contact the shop to have it unlocked.",
            "RequiresTwoFactor" => "Send the 'twoFactorCode' of your authenticator too.",
            "NotAllowed" => "Confirm the e-mail address first.",
            _ => "The e-mail address or the password is wrong. Check both and try again.",
        });
    }

    /// <summary>A password that was reset by a mail lets its owner in at once.</summary>
    private static async ValueTask<object?> ForgetFailedAttempts(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var answer = await next(context);
        if (ResultOf(answer) is Ok && context.Arguments.OfType<ResetPasswordRequest>().FirstOrDefault() is { Email: { } email })
            await context.HttpContext.RequestServices.GetRequiredService<LoginAttempts>().ForgetAllAsync(email, CancellationToken.None);
        return answer;
    }

    private static object? ResultOf(object? answer) => answer is INestedHttpResult nested ? nested.Result : answer;
}
