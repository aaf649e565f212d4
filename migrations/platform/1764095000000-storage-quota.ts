import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A territory may have another limit for its files than the installation. */
export class StorageQuota1764095000000 implements MigrationInterface {
  readonly name = 'StorageQuota1764095000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE tenant ADD COLUMN storage_quota_mb integer CONSTRAINT tenant_storage_quota CHECK (storage_quota_mb > 0)`,
    );
    await runner.query(
      `COMMENT ON COLUMN tenant.storage_quota_mb IS 'Megabytes that its files may take; null: MEDIA_QUOTA_MB'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE tenant DROP COLUMN storage_quota_mb');
  }
}
