using Ecommerce.Core.Audit;
using Ecommerce.Core.Events;

namespace Ecommerce.Tests.Audit;

public sealed class AdminChangeTests
{
    private static readonly AuditSubject Lamp = new("product", 12);

    [Fact]
    public void Keeps_what_differs_and_nothing_else()
    {
        var change = AdminChange.Of(
            "product.updated",
            Lamp,
            new { Name = "램프", NameEn = (string?)null, Price = 10, Status = DeliveryStatus.Dead },
            new { Name = "램프", NameEn = "Lamp", Price = 12, Status = DeliveryStatus.Pending });

        Assert.Equal("""{"nameEn":null,"price":10,"status":"dead"}""", change.Before);
        Assert.Equal("""{"nameEn":"Lamp","price":12,"status":"pending"}""", change.After);
    }

    [Fact]
    public void Of_what_was_made_it_keeps_all_that_is_said_of_it()
    {
        var change = AdminChange.Of("product.created", Lamp, after: new { Name = "램프", NameEn = (string?)null });

        Assert.Equal((null, """{"name":"램프"}"""), (change.Before, change.After));
    }

    [Fact]
    public void Without_a_difference_there_is_nothing_to_keep()
    {
        var change = AdminChange.Of("product.updated", Lamp, new { Price = 10 }, new { Price = 10 });

        Assert.Equal((null, null), (change.Before, change.After));
    }

    [Theory]
    [InlineData("product:12", "product", "12")]
    [InlineData("ranking:2026-11-21", "ranking", "2026-11-21")]
    [InlineData("hangfire:recurring/trigger", "hangfire", "recurring/trigger")]
    public void A_subject_is_read_as_it_is_written(string text, string type, string id)
    {
        Assert.Equal(new AuditSubject(type, id), AuditSubject.Parse(text));
        Assert.Equal(text, new AuditSubject(type, id).ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("product")]
    [InlineData("product:")]
    [InlineData(":12")]
    [InlineData("product:12:3")]
    [InlineData("product:1\02")]
    [InlineData("product:12\n")]
    public void What_can_be_no_subject_is_none(string? text) => Assert.Null(AuditSubject.Parse(text));
}
