using System.Data.Common;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Ecommerce.Core.Reconciliation;
using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Databases.SqlServer;
using Ecommerce.Tests.Http;
using Ecommerce.Tests.Infrastructure;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Data;

/// <summary>A SQL Server that can't be reached, as the driver itself reports it on this operating system; no server is needed.</summary>
public sealed class SqlServerAwayTests
{
    private const string Login = ";Database=shop;User Id=shop;Password=secret;Connect Timeout=1";

    public static TheoryData<string> Absences => ["closed port", "no such name", "silence"];

    [Theory]
    [MemberData(nameof(Absences))]
    public async Task Its_absence_is_told_from_a_wrong_configuration(string absence)
    {
        using var server = new Absent(absence);
        var parts = new SqlServerParts(server.ConnectionString);
        await using var db = parts.Contexts.CreateDbContext();

        foreach (var error in new[]
        {
            await Record.ExceptionAsync(() => parts.Database.OpenConnectionAsync(default)),
            await Record.ExceptionAsync(() => db.Products.CountAsync()),
        })
        {
            var dbError = Assert.IsType<SqlException>(error.FindDbException());
            Assert.True(parts.Dialect.IsUnavailable(dbError), $"{dbError.Number}, class {dbError.Class}");
            Assert.False(parts.Dialect.IsMisconfigured(dbError));
            Assert.False(parts.Dialect.IsRolledBackByConcurrency(dbError));
        }
    }

    [Theory]
    [MemberData(nameof(Absences))]
    public async Task A_shop_that_starts_without_it_waits_and_says_that_it_is_unavailable(string absence)
    {
        using var server = new Absent(absence);
        await using var shop = WebShop.StartOn(server.ConnectionString, DatabaseProvider.SqlServer);
        var anonymous = new ApiClient(shop.Anonymous());

        Assert.InRange((await anonymous.Get("/products")).IsProblem(503, "unavailable").RetryAfter, 1, 60);
        Assert.Equal("Unhealthy", (await anonymous.Get("/health/ready")).Is(503).Text);
        Assert.Equal("Healthy", (await anonymous.Get("/health/live")).Is(200).Text);
    }

    [Fact]
    public async Task A_shop_is_live_while_its_database_keeps_it_waiting()
    {
        using var server = new Absent("silence");
        var connectionString = server.ConnectionString.Replace("Timeout=1", "Timeout=300", StringComparison.Ordinal);
        var clock = new ImpatientClock();
        var start = Task.Run(
            () => WebShop.StartOn(connectionString, DatabaseProvider.SqlServer, services => services.AddSingleton<TimeProvider>(clock)));
        await using var shop = await start.WaitAsync(TimeSpan.FromSeconds(60));
        var anonymous = new ApiClient(shop.Anonymous());

        Assert.Equal("Healthy", (await anonymous.Get("/health/live")).Is(200).Text);
        Assert.Equal("Unhealthy", (await anonymous.Get("/health/ready")).Is(503).Text);
        Assert.Equal(1, clock.Waits); // the host does not wait once more for what the program has waited for
    }

    [Fact]
    public async Task A_pool_that_is_used_up_is_no_bug()
    {
        await using var server = new TdsServer();
        var parts = new SqlServerParts(server.ConnectionString + ";Max Pool Size=1;Connect Timeout=1");
        await using var only = await parts.Database.OpenConnectionAsync(default);
        await using var db = parts.Contexts.CreateDbContext();
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ko"); // the driver's message is the visitor's language

        foreach (var error in new[]
        {
            await Record.ExceptionAsync(() => parts.Database.OpenConnectionAsync(default)),
            await Record.ExceptionAsync(() => db.Products.CountAsync()),
            Record.Exception(() => db.Products.Count()),
        })
        {
            var dbError = error.FindDbException();
            Assert.True(dbError is PoolExhaustedException, $"{error}");
            Assert.True(parts.Dialect.IsUnavailable(dbError));
            Assert.False(parts.Dialect.IsRolledBackByConcurrency(dbError));
        }
    }

    [Fact]
    public void An_invalid_operation_on_an_open_connection_stays_a_bug()
    {
        using var open = new OpenConnection();

        Assert.False(PoolExhaustedException.Is(new InvalidOperationException("bug"), open));
        Assert.False(PoolExhaustedException.Is(new SocketException(), new SqlConnection()));
    }

    [Fact]
    public async Task What_reads_one_state_leaves_no_isolation_level_to_whoever_comes_next()
    {
        await using var server = new TdsServer();
        server.Answer = text => text.Contains(";\nSELECT COUNT(*)\n", StringComparison.Ordinal) ? new([0]) : TdsAnswer.Done;
        var parts = new SqlServerParts(server.ConnectionString + ";Max Pool Size=1");
        await using (var connection = await parts.Database.OpenConnectionAsync(default)) { }
        Assert.Equal(1, server.LogIns);

        await new ReconcileBooks(parts.Contexts, parts.Dialect, parts.Clock).CheckAsync(default);
        await using (var connection = await parts.Database.OpenConnectionAsync(default)) { }

        Assert.Equal(2, server.LogIns); // one pool with one connection for each
    }

    /// <summary>Ways in which a server can be away.</summary>
    private sealed class Absent : IDisposable
    {
        private readonly ClosedPort closed = new();
        private readonly TcpListener silent = new(IPAddress.Loopback, 0);

        public Absent(string absence)
        {
            silent.Start();
            var server = absence switch
            {
                "closed port" => $"127.0.0.1,{closed.EndPoint.Port}",
                "silence" => $"127.0.0.1,{((IPEndPoint)silent.LocalEndpoint).Port}",
                _ => "nowhere.invalid",
            };
            ConnectionString = $"Server={server}{Login}";
        }

        public string ConnectionString { get; }

        public void Dispose()
        {
            closed.Dispose();
            silent.Dispose();
        }
    }

    /// <summary>A clock for whose timers time is over at once; what runs beside it does not get any faster by that.</summary>
    private sealed class ImpatientClock : FakeTimeProvider
    {
        /// <summary>How often a start has waited for the database's first answer.</summary>
        public int Waits { get; private set; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            if (dueTime != DatabaseStartup.FirstTryLimit) return timer;
            Waits++;
            Advance(dueTime);
            return timer;
        }
    }

    private sealed class OpenConnection : DbConnection
    {
        [System.Diagnostics.CodeAnalysis.AllowNull]
        public override string ConnectionString { get; set; } = "";

        public override string Database => "";

        public override string DataSource => "";

        public override string ServerVersion => "";

        public override System.Data.ConnectionState State => System.Data.ConnectionState.Open;

        public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

        public override void Close()
        {
        }

        public override void Open() => throw new NotSupportedException();

        protected override DbTransaction BeginDbTransaction(System.Data.IsolationLevel isolationLevel) => throw new NotSupportedException();

        protected override DbCommand CreateDbCommand() => throw new NotSupportedException();
    }
}
