using Microsoft.Extensions.Localization;

namespace Ecommerce.Web.Admin.Jobs;

/// <summary>A run's figures (<c>days=3 from=2026-11-19</c>) in the reader's language.</summary>
public static class JobSummary
{
    /// <summary>Figures without a text of their own are shown as they are.</summary>
    public static string Describe(string? summary, IStringLocalizer<AdminText> text) =>
        string.Join(
            " · ",
            (summary ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(figure => Describe(figure.Split('=', 2), text)));

    private static string Describe(string[] figure, IStringLocalizer<AdminText> text)
    {
        if (figure.Length < 2) return figure[0];
        var known = text[$"Summary.{figure[0]}", figure[1]];
        return known.ResourceNotFound ? string.Join('=', figure) : known;
    }
}
