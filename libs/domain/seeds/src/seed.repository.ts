import { updateStatistics } from '@halles/platform/database';
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

  /** Those of these SIRET that a shop of the demonstration has, with its listing. */
  async demonstrationOf(tx: TenantTx, sirets: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const rows = await tx.manager.query<{ siret: string; id: number }[]>(
      `SELECT siret, id FROM listing WHERE siret = ANY($1) AND demonstration AND visibility = 'public'`,
      [sirets],
    );
    return new Map(rows.map(({ siret, id }) => [siret, id]));
  }

  /** Of what a seed wrote; imports see to those of the directory. */
  async updateStatistics(tx: TenantWriteTx, tables: readonly string[]): Promise<void> {
    await updateStatistics(tx.manager, tables);
  }

  async remember(tx: TenantWriteTx, name: string, digest: string): Promise<void> {
    await tx.manager.query(
      `INSERT INTO directory_seed (name, digest) VALUES ($1, $2)
       ON CONFLICT (name) DO UPDATE SET digest = excluded.digest, loaded_at = now()`,
      [name, digest],
    );
  }
}
