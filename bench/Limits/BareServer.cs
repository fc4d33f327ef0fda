using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ecommerce.Bench.Limits;

/// <summary>
/// A web server that does nothing but read 20 products and write them as JSON: what a list costs at the least on this machine. Statements
/// are prepared and connections kept.
/// </summary>
public static class BareServer
{
    private const string Page =
        """
        SELECT p.id, p.name, p.name_en, p.price, p.stock, c.name, c.name_en, p.image_url
        FROM products p JOIN categories c ON c.id = p.category_id
        WHERE p.published = {0} AND p.id <= @last ORDER BY p.id DESC LIMIT 20
        """;

    private static readonly string[] Names = ["id", "name", "nameEn", "price", "stock", "category", "categoryEn", "imageUrl"];

    public static async Task RunAsync(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        var connectionString = builder.Configuration["connection"]!;
        var isPostgres = builder.Configuration["provider"] == "Postgres";
        var readers = new ConcurrentBag<DbCommand>();
        var app = builder.Build();
        app.Run(async context =>
        {
            var last = long.Parse(context.Request.Query["last"]!, CultureInfo.InvariantCulture);
            if (!readers.TryTake(out var command))
                command = isPostgres ? await OpenPostgresAsync(connectionString) : OpenSqlite(connectionString);
            command.Parameters[0].Value = last;
            context.Response.ContentType = "application/json";
            await using (var json = new Utf8JsonWriter(context.Response.BodyWriter))
            await using (var rows = await command.ExecuteReaderAsync())
            {
                json.WriteStartArray();
                while (await rows.ReadAsync()) Write(json, rows);
                json.WriteEndArray();
            }

            readers.Add(command);
        });
        await app.RunAsync();
    }

    private static void Write(Utf8JsonWriter json, DbDataReader row)
    {
        json.WriteStartObject();
        for (var i = 0; i < Names.Length; i++)
        {
            if (row.IsDBNull(i)) json.WriteNull(Names[i]);
            else if (Names[i] is "id" or "price" or "stock")
                json.WriteNumber(Names[i], Convert.ToInt64(row.GetValue(i), CultureInfo.InvariantCulture));
            else json.WriteString(Names[i], row.GetString(i));
        }

        json.WriteEndObject();
    }

    private static SqliteCommand OpenSqlite(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        var command = connection.CreateCommand();
        command.CommandText = Page.Replace("{0}", "1", StringComparison.Ordinal);
        command.Parameters.AddWithValue("@last", 0L);
        command.Prepare();
        return command;
    }

    private static async Task<DbCommand> OpenPostgresAsync(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        var command = new NpgsqlCommand(Page.Replace("{0}", "true", StringComparison.Ordinal), connection);
        command.Parameters.AddWithValue("last", 0L);
        await command.PrepareAsync();
        return command;
    }
}
