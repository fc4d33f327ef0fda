namespace Ecommerce.Tests.Http;

internal static class IndexExtensions
{
    public static int Or(this int index, int otherwise) => index < 0 ? otherwise : index;
}
