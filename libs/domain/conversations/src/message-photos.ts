import { FileStorage, PrivatePictures, type SafePicture, type StoredFile } from '@halles/platform/storage';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { ConversationRepository } from './conversation.repository';

/** Photos of messages: private, each under an id of its own, so that a message which is sent again replaces none. */
@Injectable()
export class MessagePhotos {
  private readonly pictures: PrivatePictures;

  constructor(
    private readonly work: UnitOfWork,
    private readonly conversations: ConversationRepository,
    files: FileStorage,
  ) {
    this.pictures = new PrivatePictures(files, 'conversations');
  }

  put(ctx: TenantContext, id: string, picture: SafePicture): Promise<void> {
    return this.pictures.put(ctx, id, picture);
  }

  get(ctx: TenantContext, id: string): Promise<StoredFile | null> {
    return this.pictures.get(ctx, id);
  }

  delete(ctx: TenantContext, id: string): Promise<void> {
    return this.pictures.delete(ctx, id);
  }

  /** Removes those that no message names: of conversations that were erased, and what a killed process left. Returns how many. */
  sweep(ctx: TenantContext, now: Date): Promise<number> {
    return this.pictures.sweep(ctx, now, (ids) =>
      this.work.read(ctx, (tx) => this.conversations.photosAmong(tx, ids)),
    );
  }
}
