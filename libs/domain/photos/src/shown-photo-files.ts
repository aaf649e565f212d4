import { type FileKey, FileStorage, type StoredFile } from '@halles/platform/storage';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Below it lie all files of photos, the public ones and the private ones. */
export const PHOTO_FOLDER = 'photos';

/** Where a file of a photo lies that pages show. Pure. */
export const shownFileKey = (folder: number, file: string): FileKey => [PHOTO_FOLDER, String(folder), file];

/** The files of photos that pages show. Who asks for one has checked who may see it. */
@Injectable()
export class ShownPhotoFiles {
  constructor(private readonly storage: FileStorage) {}

  /** Null where there is none, or none any more. */
  find(ctx: TenantContext, folder: number, file: string): Promise<StoredFile | null> {
    return this.storage.get(ctx, 'public', shownFileKey(folder, file));
  }
}
