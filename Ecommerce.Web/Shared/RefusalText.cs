namespace Ecommerce.Web.Shared;

/// <summary>
/// What a page says to a refusal, under the refusal's code: RefusalText.resx (Korean) and RefusalText.en.resx. A text shows the members
/// that the problem has too: <c>{0}</c> is the first one in its row of <see cref="Api.ProblemKind"/>.
/// </summary>
public sealed class RefusalText;
