import { defineError } from '@halles/kernel';
import { type Config, CONFIG } from '@halles/platform/config';
import type { TenantTx } from '@halles/platform/tenancy';
import { Inject, Injectable } from '@nestjs/common';
import { storedBytes } from './stored-bytes.repository';

const MEGABYTE = 1024 * 1024;

export const StorageFull = defineError('storage-full', {
  kind: 'insufficient-storage',
  title: { fr: 'Plus de place pour des fichiers', en: 'No room left for files' },
  detail: () => ({
    fr: 'La place réservée aux fichiers de ce territoire est pleine. Prévenez votre mairie : nous ne pouvons pas en ajouter.',
    en: 'The room set aside for the files of this territory is full. Tell your town hall: we cannot add any.',
  }),
});

/** The bytes that all files of one tenant may take together, of whatever kind they are. */
@Injectable()
export class StorageQuota {
  readonly #mostBytes: number;

  constructor(@Inject(CONFIG) { mediaQuotaMb }: Pick<Config, 'mediaQuotaMb'>) {
    this.#mostBytes = mediaQuotaMb * MEGABYTE;
  }

  /**
   * Refuses another file where there is no room. Not exact to the byte: what is being stored at the moment is not counted.
   * @throws StorageFull
   */
  async check(tx: TenantTx): Promise<void> {
    if ((await storedBytes(tx)) >= this.#mostBytes) throw new StorageFull({});
  }
}
