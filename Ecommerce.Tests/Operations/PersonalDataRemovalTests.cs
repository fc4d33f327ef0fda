using System.Diagnostics;
using Ecommerce.Web.Operations;

namespace Ecommerce.Tests.Operations;

public sealed class PersonalDataRemovalTests
{
    [Theory]
    [InlineData("client.address")]
    [InlineData("network.peer.address")]
    [InlineData("user_agent.original")]
    [InlineData("url.query")]
    [InlineData("db.npgsql.data_source")]
    [InlineData("db.query.parameter.@p0")]
    public void A_tag_that_tells_about_a_person_is_taken_out(string tag)
    {
        using var span = new Activity("request").SetTag(tag, "personal").SetTag("http.route", "/products");

        new PersonalDataRemoval().OnEnd(span);

        Assert.Equal(["http.route"], span.TagObjects.Select(t => t.Key));
    }

    [Fact]
    public void An_error_stays_one_without_its_words()
    {
        using var span = new Activity("command").SetStatus(ActivityStatusCode.Error, "The duplicate key value is (me@example.com).");

        new PersonalDataRemoval().OnEnd(span);

        Assert.Equal((ActivityStatusCode.Error, null), (span.Status, span.StatusDescription));
    }
}
