namespace Ecommerce.Tests.Infrastructure;

public static class Race
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Lets <paramref name="count"/> runners start at the same moment and returns what each came back with.</summary>
    public static async Task<T[]> RunAsync<T>(int count, Func<int, Task<T>> runner)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var runners = Enumerable.Range(0, count).Select(i => Task.Run(async () =>
        {
            await start.Task;
            return await runner(i);
        })).ToArray();
        start.SetResult();
        return await Task.WhenAll(runners).WaitAsync(Limit);
    }
}
