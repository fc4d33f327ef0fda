using Ecommerce.Core.Data;
using Ecommerce.Tests.Infrastructure;

namespace Ecommerce.Tests.Http;

public sealed class PostgresApiFixture(TestDatabases databases) : ApiFixture(databases, DatabaseProvider.Postgres);
