import type { Readable } from 'node:stream';
import { HOUR } from '@halles/kernel';
import { type FileKey, FileStorage, type StoredFile } from '@halles/platform/storage';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { ShoppingListRepository } from './shopping-list.repository';

const FOLDER = 'lists';
const NAME = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.jpg$/;
const BATCH = 500;
/** A file as young as this may be waiting for its row. */
const SETTLED = HOUR;

const keyOf = (orderId: string): FileKey => [FOLDER, `${orderId}.jpg`];

/** A picture that was made here of what was sent: nothing else of that is stored. */
export interface SafePicture {
  readonly bytes: number;
  stream(): Readable;
}

/** Photos of lists: private, each under the id of its order. */
@Injectable()
export class ListPhotos {
  constructor(
    private readonly work: UnitOfWork,
    private readonly files: FileStorage,
    private readonly lists: ShoppingListRepository,
  ) {}

  put(ctx: TenantContext, orderId: string, picture: SafePicture): Promise<void> {
    return this.files.put(ctx, 'private', keyOf(orderId), picture.stream());
  }

  get(ctx: TenantContext, orderId: string): Promise<StoredFile | null> {
    return this.files.get(ctx, 'private', keyOf(orderId));
  }

  delete(ctx: TenantContext, orderId: string): Promise<void> {
    return this.files.delete(ctx, 'private', keyOf(orderId));
  }

  /** Removes those that no list names: of customers who were erased, and what a killed process left. Returns how many. */
  async sweep(ctx: TenantContext, now: Date): Promise<number> {
    let swept = 0;
    let batch: FileKey[] = [];
    for await (const key of this.files.list(ctx, 'private', [FOLDER])) {
      batch.push(key);
      if (batch.length < BATCH) continue;
      swept += await this.sweepSome(ctx, batch, now);
      batch = [];
    }
    return swept + (await this.sweepSome(ctx, batch, now));
  }

  private async sweepSome(ctx: TenantContext, keys: readonly FileKey[], now: Date): Promise<number> {
    const named = keys.map((key) => ({ key, id: NAME.exec(key.at(-1) ?? '')?.[1] }));
    const ids = named.flatMap(({ id }) => id ?? []);
    const known = await this.work.read(ctx, (tx) => this.lists.withPhoto(tx, ids));
    let swept = 0;
    for (const { key, id } of named) {
      if (id !== undefined && known.has(id)) continue;
      const file = await this.files.get(ctx, 'private', key);
      if (!file || file.storedAt.getTime() > now.getTime() - SETTLED) continue;
      await this.files.delete(ctx, 'private', key);
      swept += 1;
    }
    return swept;
  }
}
