using System.Text;
using Ecommerce.Core.DataPlatform;
using Ecommerce.Core.Events;
using Microsoft.Extensions.Options;

namespace Ecommerce.Tests.DataPlatform;

public sealed class FileSinkTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string File => Path.Combine(folder["new"], "events.ndjson");

    [Fact]
    public async Task Each_event_is_a_line_on_the_disk_at_once()
    {
        var sink = new FileSink(File);
        for (var i = 1; i <= 2; i++)
        {
            Assert.Equal(DeliveryResult.Delivered, await sink.SendAsync(Event($"{i}"), default));
            Assert.Equal(i, System.IO.File.ReadAllLines(File).Length);
        }

        Assert.Equal("{\"n\":1}\n{\"n\":2}\n", System.IO.File.ReadAllText(File));
    }

    [Fact]
    public async Task Half_a_line_of_a_crash_is_left_behind_and_spoils_no_other()
    {
        var sink = new FileSink(File);
        await sink.SendAsync(Event("1"), default);
        System.IO.File.AppendAllText(File, "{\"n\":");

        await sink.SendAsync(Event("2"), default);

        Assert.Equal("{\"n\":1}\n{\"n\":\n{\"n\":2}\n", System.IO.File.ReadAllText(File));
    }

    [Fact]
    public async Task Many_at_once_do_not_mix()
    {
        var sink = new FileSink(File);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => sink.SendAsync(Event($"{i}"), default)));

        Assert.Equal(
            Enumerable.Range(0, 50).Select(i => $"{{\"n\":{i}}}").Order(StringComparer.Ordinal),
            System.IO.File.ReadAllLines(File).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_could_not_be_written_is_told_to_each_and_spoils_nothing_after_it()
    {
        var sink = new FileSink(File);
        Directory.CreateDirectory(File);
        var failing = Enumerable.Range(0, 5).Select(i => sink.SendAsync(Event($"{i}"), default)).ToList();
        foreach (var one in failing) await Assert.ThrowsAnyAsync<Exception>(() => one);
        Directory.Delete(File);

        await sink.SendAsync(Event("6"), default);

        Assert.Equal("{\"n\":6}\n", System.IO.File.ReadAllText(File));
    }

    [Fact]
    public async Task What_was_given_up_before_its_turn_is_not_written()
    {
        var sink = new FileSink(File);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sink.SendAsync(Event("1"), new CancellationToken(canceled: true)));

        await sink.SendAsync(Event("2"), default);

        Assert.Equal("{\"n\":2}\n", System.IO.File.ReadAllText(File));
    }

    [Fact]
    public void A_file_takes_more_at_once_than_an_address()
    {
        var options = Options.Create(new DataPlatformOptions { Concurrency = 2 });

        Assert.Equal(256, new DataPlatformDestination(new FileSink(File), options).Policy.Concurrency);
        Assert.Equal(2, new DataPlatformDestination(new RecordingSink(), options).Policy.Concurrency);
    }

    [Fact]
    public async Task Nobody_else_on_the_machine_can_read_it()
    {
        if (OperatingSystem.IsWindows()) return; // there the folder's rights decide
        var sink = new FileSink(File);

        await sink.SendAsync(Event("1"), default);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
    }

    public void Dispose() => folder.Dispose();

    private static CloudEvent Event(string number) => new(number, Encoding.UTF8.GetBytes($"{{\"n\":{number}}}"));
}
