import type { Readable } from 'node:stream';
import { HOUR } from '@halles/kernel';
import type { TenantContext } from '@halles/platform/tenancy';
import { type FileKey, type FileStorage, type StoredFile, type StoredKind } from './file-storage';

const NAME = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(?:jpg|pdf)$/;
const BATCH = 500;
/** A file as young as this may be waiting for its row. */
const SETTLED = HOUR;

/** A picture that was made here of what was sent: nothing else of that is stored. */
export interface SafePicture {
  readonly bytes: number;
  stream(): Readable;
}

/** What a file is: a picture, or the pages of a document as pictures. */
export type PrivateType = 'image/jpeg' | 'application/pdf';

/** Pictures and documents that few people may see, each under the id of the row that it belongs to. */
export class PrivatePictures {
  /** @param folder of their own: what no row names is swept from it */
  constructor(
    private readonly files: FileStorage,
    private readonly folder: StoredKind,
  ) {}

  put(ctx: TenantContext, id: string, picture: SafePicture, type: PrivateType = 'image/jpeg'): Promise<void> {
    return this.files.put(ctx, 'private', this.keyOf(id, type), picture.stream());
  }

  get(ctx: TenantContext, id: string, type: PrivateType = 'image/jpeg'): Promise<StoredFile | null> {
    return this.files.get(ctx, 'private', this.keyOf(id, type));
  }

  delete(ctx: TenantContext, id: string, type: PrivateType = 'image/jpeg'): Promise<void> {
    return this.files.delete(ctx, 'private', this.keyOf(id, type));
  }

  /**
   * Removes those that no row names: of people who were erased, and what a killed process left.
   * @param named those of the ids whose row names a picture
   * @returns how many
   */
  async sweep(
    ctx: TenantContext,
    now: Date,
    named: (ids: readonly string[]) => Promise<ReadonlySet<string>>,
  ): Promise<number> {
    let swept = 0;
    let batch: FileKey[] = [];
    for await (const key of this.files.list(ctx, 'private', [this.folder])) {
      batch.push(key);
      if (batch.length < BATCH) continue;
      swept += await this.sweepSome(ctx, batch, now, named);
      batch = [];
    }
    return swept + (await this.sweepSome(ctx, batch, now, named));
  }

  private async sweepSome(
    ctx: TenantContext,
    keys: readonly FileKey[],
    now: Date,
    named: (ids: readonly string[]) => Promise<ReadonlySet<string>>,
  ): Promise<number> {
    const withIds = keys.map((key) => ({ key, id: NAME.exec(key.at(-1) ?? '')?.[1] }));
    const known = await named(withIds.flatMap(({ id }) => id ?? []));
    let swept = 0;
    for (const { key, id } of withIds) {
      if (id !== undefined && known.has(id)) continue;
      const file = await this.files.get(ctx, 'private', key);
      if (!file || file.storedAt.getTime() > now.getTime() - SETTLED) continue;
      await this.files.delete(ctx, 'private', key);
      swept += 1;
    }
    return swept;
  }

  private keyOf(id: string, type: PrivateType): FileKey {
    return [this.folder, `${id}.${type === 'image/jpeg' ? 'jpg' : 'pdf'}`];
  }
}
