using Microsoft.Extensions.Localization;

namespace Ecommerce.Web.Admin;

/// <summary>How long something took or is ago, in its largest unit.</summary>
public static class DurationText
{
    public static string Of(TimeSpan duration, IStringLocalizer<AdminText> text) => duration switch
    {
        { TotalSeconds: < 1 } => text["Duration.Milliseconds", (int)duration.TotalMilliseconds],
        { TotalMinutes: < 2 } => text["Duration.Seconds", (int)duration.TotalSeconds],
        { TotalHours: < 2 } => text["Duration.Minutes", (int)duration.TotalMinutes],
        { TotalDays: < 2 } => text["Duration.Hours", (int)duration.TotalHours],
        _ => text["Duration.Days", (int)duration.TotalDays],
    };
}
