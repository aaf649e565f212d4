import { HOUR } from '@halles/kernel';
import { type FileKey, FileStorage } from '@halles/platform/storage';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { PhotoFiles } from './photo-files';
import { PhotoRepository } from './photo.repository';
import { UNDO_MS } from './photo.service';

const BATCH = 500;
/** A file as young as this may be waiting for its row. */
const SETTLED_MS = HOUR;

export interface SweptPhotos {
  /** Photos that can no longer be put back. */
  readonly erased: number;
  /** Files that no photo named. */
  readonly files: number;
}

/** Makes true on the disk what the database says: what was taken off a day ago is erased, and so is what nothing names. */
@Injectable()
export class PhotoSweep {
  constructor(
    private readonly work: UnitOfWork,
    private readonly photos: PhotoRepository,
    private readonly storage: FileStorage,
    private readonly files: PhotoFiles,
  ) {}

  async sweep(ctx: TenantContext, now: Date): Promise<SweptPhotos> {
    const limit = new Date(now.getTime() - UNDO_MS);
    const erased = await this.work.write(ctx, (tx) => this.photos.eraseRemovedBefore(tx, limit));
    let files = 0;
    for (const visibility of ['public', 'private'] as const) {
      let batch: FileKey[] = [];
      for await (const key of this.files.list(ctx, visibility)) {
        batch.push(key);
        if (batch.length < BATCH) continue;
        files += await this.sweepFiles(ctx, visibility, batch, now);
        batch = [];
      }
      files += await this.sweepFiles(ctx, visibility, batch, now);
    }
    return { erased, files };
  }

  private async sweepFiles(
    ctx: TenantContext,
    visibility: 'public' | 'private',
    keys: readonly FileKey[],
    now: Date,
  ): Promise<number> {
    const named = keys.map((key) => ({ key, name: ownerOf(key.at(-1) ?? '') }));
    const names = named.map(({ name }) => name);
    const known = await this.work.read(ctx, (tx) =>
      this.photos.known(
        tx,
        visibility === 'public' ? names : [],
        visibility === 'private' ? names.filter(isUuid) : [],
      ),
    );
    let swept = 0;
    for (const { key, name } of named) {
      if (known.has(name)) continue;
      const file = await this.storage.get(ctx, visibility, key);
      if (!file || file.storedAt.getTime() > now.getTime() - SETTLED_MS) continue;
      await this.storage.delete(ctx, visibility, key);
      swept += 1;
    }
    return swept;
  }
}

const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/** What a file is of: `<hash>-<width>.<ext>` of a hash, `<id>.<ext>` of a photo. */
function ownerOf(name: string): string {
  const stem = name.replace(/\.[a-z0-9]+$/, '');
  return isUuid(stem) ? stem : (stem.split('-', 1)[0] ?? '');
}
