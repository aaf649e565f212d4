import { OwnedDataOf, type OwnedDataSource } from '@halles/domain/accounts';
import type { TenantWriteTx } from '@halles/platform/tenancy';
import { SilenceRepository } from './silence.repository';

/** What the owner of a shop did not answer is not held against whoever comes after them. */
@OwnedDataOf('the orders in a row that they did not answer')
export class OwnedSilence implements OwnedDataSource {
  constructor(private readonly silences: SilenceRepository) {}

  forget(tx: TenantWriteTx, listingId: number): Promise<void> {
    return this.silences.forget(tx, listingId);
  }
}
