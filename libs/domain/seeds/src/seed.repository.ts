import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Which editions of the folder's files a territory has taken over. */
@Injectable()
export class SeedRepository {
  /** Digests by name. */
  async listDigests(tx: TenantTx): Promise<ReadonlyMap<string, string>> {
    const rows = await tx.manager.query<{ name: string; digest: string }[]>(
      'SELECT name, digest FROM directory_seed',
    );
    return new Map(rows.map(({ name, digest }) => [name, digest]));
  }

  async remember(tx: TenantWriteTx, name: string, digest: string): Promise<void> {
    await tx.manager.query(
      `INSERT INTO directory_seed (name, digest) VALUES ($1, $2)
       ON CONFLICT (name) DO UPDATE SET digest = excluded.digest, loaded_at = now()`,
      [name, digest],
    );
  }
}
