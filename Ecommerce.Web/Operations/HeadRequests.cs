namespace Ecommerce.Web.Operations;

public static class HeadRequests
{
    /// <summary>
    /// Answers HEAD on every address as GET is answered, without the body
    /// (<see href="https://www.rfc-editor.org/rfc/rfc9110#section-9.3.2">RFC 9110, section 9.3.2</see>). Stands before everything that
    /// looks at the method.
    /// </summary>
    public static void AnswerHeadAsGet(this WebApplication app) =>
        app.Use((context, next) => HttpMethods.IsHead(context.Request.Method) ? AnswerWithoutBodyAsync(context, next) : next(context));

    private static async Task AnswerWithoutBodyAsync(HttpContext context, RequestDelegate next)
    {
        var body = context.Response.Body;
        context.Request.Method = HttpMethods.Get;
        context.Response.Body = Stream.Null;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = body;
            context.Request.Method = HttpMethods.Head;
        }
    }
}
