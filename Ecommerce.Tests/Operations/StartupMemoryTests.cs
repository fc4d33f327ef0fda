using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Operations;

namespace Ecommerce.Tests.Operations;

public sealed class StartupMemoryTests
{
    [Fact]
    public async Task Is_given_back_once_the_first_requests_are_through()
    {
        var clock = TestClock.New();
        using var memory = new StartupMemory(clock);
        await memory.StartAsync(default);
        Assert.False(memory.ExecuteTask!.IsCompleted);
        var collections = GC.CollectionCount(GC.MaxGeneration);

        while (!memory.ExecuteTask.IsCompleted) // it begins to wait in a thread of its own
        {
            clock.Advance(TimeSpan.FromSeconds(15));
            await Task.Yield();
        }

        Assert.True(GC.CollectionCount(GC.MaxGeneration) > collections);
    }
}
