import { defineError } from '@halles/kernel';
import { type Config, CONFIG } from '@halles/platform/config';
import type { Tenant, TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Inject, Injectable } from '@nestjs/common';
import { readStoredBytes, totalBytes } from './stored-bytes.repository';

const MEGABYTE = 1024 * 1024;

export const StorageQuotaReached = defineError('storage-quota-reached', {
  kind: 'insufficient-storage',
  title: { fr: 'Plus de place pour des fichiers', en: 'No room left for files' },
  detail: () => ({
    fr: 'La place réservée aux fichiers de ce territoire est pleine : votre fichier n’a pas été enregistré. Prévenez votre collectivité.',
    en: 'The room set aside for the files of this territory is full: your file was not stored. Tell your local authority.',
  }),
});

/** The bytes that all files of a tenant may take together: its own limit, or that of the installation. Pure. */
export const storageQuotaBytes = (
  { storageQuotaMb }: Pick<Tenant, 'storageQuotaMb'>,
  { mediaQuotaMb }: Pick<Config, 'mediaQuotaMb'>,
): number => (storageQuotaMb ?? mediaQuotaMb) * MEGABYTE;

/**
 * The bytes that all files of one tenant may take together, of whatever kind they are. Whoever stores what people send asks
 * it; open data counts and is never refused: it replaces itself, and must leave out at once who is not shown any more.
 */
@Injectable()
export class StorageQuota {
  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'mediaQuotaMb'>) {}

  /**
   * Lets nobody else of this tenant store anything until the transaction ends: what is checked from here on is exact. Before
   * any row of a file is locked: whoever waits for the one while holding the other would wait for ever.
   */
  async hold(tx: TenantWriteTx): Promise<void> {
    await tx.manager.query(
      'INSERT INTO storage_room (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET id = excluded.id',
    );
  }

  /**
   * Refuses a file for which there is no room. Exact in a transaction that holds the room; before, it spares the work for what
   * would be refused anyway.
   * @param bytes of the file, where they are known
   * @throws StorageQuotaReached
   */
  async check(tx: TenantTx, bytes = 1): Promise<void> {
    const used = totalBytes(await readStoredBytes(tx.manager));
    if (used + bytes > storageQuotaBytes(tx.ctx.tenant, this.config)) throw new StorageQuotaReached({});
  }
}
