import { FileStorage, PrivatePictures, type SafePicture, type StoredFile } from '@halles/platform/storage';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { ShoppingListRepository } from './shopping-list.repository';

/** Photos of lists: private, each under the id of its order. */
@Injectable()
export class ListPhotos {
  private readonly pictures: PrivatePictures;

  constructor(
    private readonly work: UnitOfWork,
    private readonly lists: ShoppingListRepository,
    files: FileStorage,
  ) {
    this.pictures = new PrivatePictures(files, 'lists');
  }

  put(ctx: TenantContext, orderId: string, picture: SafePicture): Promise<void> {
    return this.pictures.put(ctx, orderId, picture);
  }

  get(ctx: TenantContext, orderId: string): Promise<StoredFile | null> {
    return this.pictures.get(ctx, orderId);
  }

  delete(ctx: TenantContext, orderId: string): Promise<void> {
    return this.pictures.delete(ctx, orderId);
  }

  /** Removes those that no list names: of customers who were erased, and what a killed process left. Returns how many. */
  sweep(ctx: TenantContext, now: Date): Promise<number> {
    return this.pictures.sweep(ctx, now, (ids) => this.work.read(ctx, (tx) => this.lists.withPhoto(tx, ids)));
  }
}
