namespace Ecommerce.Web.Mails;

/// <summary>What a mail says, before it is put into text and HTML.</summary>
/// <param name="Language">The name of its culture.</param>
/// <param name="Link">Absolute.</param>
public sealed record MailContent(string Language, string Subject, string Title, string Intro, string Link, string LinkText, string Closing)
{
    /// <summary>Things with what they cost or how many there are.</summary>
    public IReadOnlyList<MailRow> Rows { get; init; } = [];

    /// <summary>Facts with a name each: where a parcel goes, say.</summary>
    public IReadOnlyList<MailRow> Details { get; init; } = [];

    public string ToText() => string.Join(
        "\r\n",
        [
            Title,
            "",
            Intro,
            "",
            .. Rows.Select(row => $"- {row.Name}: {row.Value}"),
            .. Details.Select(row => $"{row.Name}: {row.Value} {row.Link}".TrimEnd()),
            "",
            $"{LinkText}: {Link}",
            "",
            Closing,
        ]);
}

/// <param name="Link">Where the value leads; absolute.</param>
/// <param name="IsSum">Stands out from the others.</param>
public sealed record MailRow(string Name, string Value, string? Link = null, bool IsSum = false);
