using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Leaves out of a minified stylesheet what the pages never use (StoreAssets.targets says what), and puts the rest into a cascade layer. A
/// selector goes when it matches; a rule goes when no selector is left.
/// </summary>
public class TrimStylesheet : Task
{
    [Required] public string Source { get; set; }

    [Required] public string Target { get; set; }

    [Required] public string Layer { get; set; }

    /// <summary>Regular expressions of parts of selectors; a name matches as a whole or up to a hyphen.</summary>
    [Required] public ITaskItem[] UnusedSelectors { get; set; }

    /// <summary>Stylesheets that follow as they are.</summary>
    public ITaskItem[] Append { get; set; } = new ITaskItem[0];

    public override bool Execute()
    {
        var unused = new Regex("(?:" + string.Join("|", UnusedSelectors.Select(u => u.ItemSpec)) + ")(?![a-zA-Z0-9])");
        var css = File.ReadAllText(Source);
        foreach (var selector in UnusedSelectors.Where(u => !Regex.IsMatch(css, u.ItemSpec)))
            Log.LogError("The selector '{0}' matches nothing in {1}.", selector.ItemSpec, Source);
        Directory.CreateDirectory(Path.GetDirectoryName(Target));
        var own = Append.Select(sheet => File.ReadAllText(sheet.ItemSpec));
        File.WriteAllText(Target, "@layer " + Layer + "{" + Trim(css, unused) + "}\n" + string.Join("\n", own));
        return !Log.HasLoggedErrors;
    }

    private static string Trim(string css, Regex unused)
    {
        return string.Concat(Rules(css).Select(rule => TrimRule(rule, unused)));
    }

    private static string TrimRule(string rule, Regex unused)
    {
        var open = rule.IndexOf('{');
        var head = rule.Substring(0, open);
        if (head.StartsWith("@media") || head.StartsWith("@supports"))
        {
            var inner = Trim(rule.Substring(open + 1, rule.Length - open - 2), unused);
            return inner.Length == 0 ? "" : head + "{" + inner + "}";
        }

        if (head.StartsWith("@")) return rule;
        var used = head.Split(',').Where(selector => !unused.IsMatch(selector)).ToArray();
        return used.Length == 0 ? "" : string.Join(",", used) + rule.Substring(open);
    }

    /// <summary>The rules at the top level, each up to its closing brace.</summary>
    private static IEnumerable<string> Rules(string css)
    {
        var depth = 0;
        var start = 0;
        for (var i = 0; i < css.Length; i++)
        {
            if (css[i] == '{') depth++;
            if (css[i] != '}' || --depth > 0) continue;
            yield return css.Substring(start, i + 1 - start);
            start = i + 1;
        }
    }
}
