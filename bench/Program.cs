using Ecommerce.Bench;
using Ecommerce.Bench.Limits;

if (args is ["bare", .. var rest])
{
    await BareServer.RunAsync(rest);
    return 0;
}

if (args.Contains("--help"))
{
    Console.WriteLine(BenchOptions.Usage);
    return 0;
}

try
{
    await BenchRun.RunAsync(BenchOptions.Parse(args));
    return 0;
}
catch (FormatException error)
{
    await Console.Error.WriteLineAsync($"{error.Message}\n\n{BenchOptions.Usage}");
    return 1;
}
