namespace Ecommerce.Core.Data.Batches;

/// <summary>A row that operations meet at. They sort in the order in which <see cref="RowLocks"/> locks them.</summary>
internal readonly record struct RowName : IComparable<RowName>
{
    private readonly Table table;
    private readonly long id;

    private RowName(Table table, long id) => (this.table, this.id) = (table, id);

    private enum Table
    {
        Wallet,
        Product,
    }

    public static RowName Wallet(long shopperId) => new(Table.Wallet, shopperId);

    public static RowName Product(long id) => new(Table.Product, id);

    public int CompareTo(RowName other) => (table, id).CompareTo((other.table, other.id));

    public override string ToString() => $"{table}:{id}";
}
