using System.Text.Json;
using Ecommerce.Core.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ecommerce.Core.Idempotency;

/// <summary>The stored answer to a request that carried an idempotency key; written in the transaction of its effect.</summary>
public sealed class IdempotencyRecord
{
    public const int MaxKeyLength = 255;

    public long ShopperId { get; init; }

    /// <summary>The operation the key belongs to: the same key on another operation is another key.</summary>
    public required string Operation { get; init; }

    public required string ClientKey { get; init; }

    /// <summary>Hash of the request's value: tells a repeated request from another one under the same key.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The operation's result as JSON.</summary>
    public required string Result { get; init; }

    public DateTime CreatedAt { get; init; }

    /// <summary>What is answered to an account's operation under a key, to be stored.</summary>
    internal static IdempotencyRecord Of<T>(long shopperId, string operation, IdempotencyKey key, T answer, DateTime now) => new()
    {
        ShopperId = shopperId,
        Operation = operation,
        ClientKey = key.Key,
        Fingerprint = key.Fingerprint,
        Result = JsonSerializer.Serialize(answer),
        CreatedAt = now,
    };
}

internal sealed class IdempotencyTables : IEntityTypeConfiguration<IdempotencyRecord>
{
    public void Configure(EntityTypeBuilder<IdempotencyRecord> record)
    {
        record.ToTable("idempotency_records");
        record.Property(r => r.Operation).HasMaxLength(100);
        record.Property(r => r.ClientKey).HasMaxLength(IdempotencyRecord.MaxKeyLength);
        record.Property(r => r.Fingerprint).HasMaxLength(64);
        record.HasKey(r => new { r.ShopperId, r.Operation, r.ClientKey });
        record.HasOne<Shopper>().WithMany().HasForeignKey(r => r.ShopperId).OnDelete(DeleteBehavior.Restrict);
        record.HasIndex(r => r.CreatedAt);
    }
}
