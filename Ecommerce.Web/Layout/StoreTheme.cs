using MudBlazor;

namespace Ecommerce.Web.Layout;

/// <summary>
/// The store's colours, type and radii, light and dark. Every colour on a page comes from here (<see cref="ThemeSheet"/>).
/// </summary>
public static class StoreTheme
{
    private static readonly string[] Fonts =
        ["Pretendard", "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", "Noto Sans CJK KR", "system-ui", "sans-serif"];

    public static readonly MudTheme Value = new()
    {
        PaletteLight = new PaletteLight
        {
            Background = "#faf8f4",
            BackgroundGray = "#f1ece4",
            Surface = "#ffffff",
            AppbarBackground = "#faf8f4",
            AppbarText = "#1f1b17",
            DrawerBackground = "#faf8f4",
            DrawerText = "#1f1b17",
            DrawerIcon = "#655c51",
            TextPrimary = "#1f1b17",
            TextSecondary = "#655c51",
            TextDisabled = "#655c51",
            ActionDefault = "#655c51",
            ActionDisabled = "#655c51",
            ActionDisabledBackground = "#f1ece4",
            LinesDefault = "#e2dace",
            LinesInputs = "#8f8577",
            TableLines = "#e2dace",
            Divider = "#e2dace",
            Primary = "#b23a12",
            PrimaryDarken = "#92300f",
            PrimaryContrastText = "#ffffff",
            Secondary = "#655c51",
            SecondaryContrastText = "#ffffff",
            Success = "#1d6b45",
            SuccessContrastText = "#ffffff",
            Warning = "#8a5200",
            WarningContrastText = "#ffffff",
            Error = "#b3261e",
            ErrorContrastText = "#ffffff",
            Info = "#2d5d8a",
            InfoContrastText = "#ffffff",
            Dark = "#1f1b17",
            DarkContrastText = "#faf8f4",
        },
        PaletteDark = new PaletteDark
        {
            Background = "#151311",
            BackgroundGray = "#2a2622",
            Surface = "#1f1c19",
            AppbarBackground = "#151311",
            AppbarText = "#f3eee7",
            DrawerBackground = "#151311",
            DrawerText = "#f3eee7",
            DrawerIcon = "#b5aa9c",
            TextPrimary = "#f3eee7",
            TextSecondary = "#b5aa9c",
            TextDisabled = "#b5aa9c",
            ActionDefault = "#b5aa9c",
            ActionDisabled = "#b5aa9c",
            ActionDisabledBackground = "#2a2622",
            LinesDefault = "#3a342e",
            LinesInputs = "#92877a",
            TableLines = "#3a342e",
            Divider = "#3a342e",
            Primary = "#ff9b70",
            PrimaryDarken = "#ffb291",
            PrimaryContrastText = "#2a1006",
            Secondary = "#b5aa9c",
            SecondaryContrastText = "#151311",
            Success = "#7fd3a6",
            SuccessContrastText = "#0d2a1b",
            Warning = "#f0bd6b",
            WarningContrastText = "#2c1b00",
            Error = "#ff9f95",
            ErrorContrastText = "#3a0a06",
            Info = "#9cc3e6",
            InfoContrastText = "#0a2238",
            Dark = "#f3eee7",
            DarkContrastText = "#151311",
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "9px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Fonts, FontSize = "1rem", LineHeight = "1.6", LetterSpacing = "normal" },
            Body1 = new Body1Typography { FontSize = "1rem", LineHeight = "1.6", LetterSpacing = "normal" },
            Body2 = new Body2Typography { FontSize = "0.925rem", LineHeight = "1.5", LetterSpacing = "normal" },
            Button = new ButtonTypography
            {
                FontSize = "1rem",
                FontWeight = "600",
                LineHeight = "1.5",
                LetterSpacing = "normal",
                TextTransform = "none",
            },
            Caption = new CaptionTypography { FontSize = "0.875rem", LetterSpacing = "normal" },
            H1 = new H1Typography { FontSize = "1.75rem", FontWeight = "700", LineHeight = "1.3", LetterSpacing = "-0.02em" },
            H2 = new H2Typography { FontSize = "1.25rem", FontWeight = "700", LineHeight = "1.3", LetterSpacing = "-0.01em" },
            H3 = new H3Typography { FontSize = "1rem", FontWeight = "700", LineHeight = "1.3", LetterSpacing = "-0.01em" },
            Subtitle1 = new Subtitle1Typography { FontSize = "1rem", FontWeight = "600", LetterSpacing = "normal" },
            Subtitle2 = new Subtitle2Typography { FontSize = "0.925rem", FontWeight = "600", LetterSpacing = "normal" },
        },
    };
}
