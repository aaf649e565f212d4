import { PersonalDataOf, type PersonalDataSource } from '@halles/domain/accounts';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { PhotoRepository } from './photo.repository';

/** Who put which photo on a page. The pictures are of the business and stay there; who put them there is forgotten. */
@PersonalDataOf('photos')
export class PhotoPersonalData implements PersonalDataSource {
  constructor(private readonly photos: PhotoRepository) {}

  export(tx: TenantTx, accountId: string): Promise<unknown> {
    return this.photos.byAuthor(tx, accountId);
  }

  async erase(tx: TenantWriteTx, accountId: string): Promise<void> {
    await this.photos.forgetAuthor(tx, accountId);
  }
}
