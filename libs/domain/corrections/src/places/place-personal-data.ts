import { PersonalDataOf, type PersonalDataSource } from '@halles/domain/accounts';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { PlaceRepository } from './place.repository';

/** What an account asked of the places of its pages. */
@PersonalDataOf('places')
export class PlacePersonalData implements PersonalDataSource {
  constructor(private readonly places: PlaceRepository) {}

  async export(tx: TenantTx, accountId: string): Promise<unknown> {
    return this.places.ofAccount(tx, accountId);
  }

  async erase(tx: TenantWriteTx, accountId: string): Promise<void> {
    await this.places.forgetAccount(tx, accountId);
  }
}
