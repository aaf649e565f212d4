import { Clock, DAY } from '@halles/kernel';
import { ProductNotFound } from '@halles/domain/catalogue';
import { PostHidden, PostNotFound } from '@halles/domain/posts';
import { isConnectionLost } from '@halles/platform/database';
import { StorageQuota, StorageQuotaReached, type StoredFile } from '@halles/platform/storage';
import {
  ChangeBus,
  RememberedRows,
  type TenantContext,
  type TenantTx,
  type TenantWriteTx,
  UnitOfWork,
} from '@halles/platform/tenancy';
import type { Crop, ReceivedFile } from '@halles/platform/untrusted-files';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import {
  type Covers,
  type Photo,
  type PhotoAlbum,
  type PhotoKind,
  type PhotoMove,
  type ShownPhotos,
  arranged,
  moved,
} from './photo';
import { PhotoFiles } from './photo-files';
import {
  auditDetail,
  PhotoPlacement,
  type Placed,
  type PlacedBy,
  presentOf,
  refuseBeyond,
} from './photo-placement';
import { PhotoNotFound, TooManyPhotos } from './photo.errors';
import { type LeftPhotos, type PhotoFile, PhotoRepository } from './photo.repository';

/** After these nothing is stored: the files that were made go. */
const REFUSALS = [
  PhotoNotFound,
  PostHidden,
  PostNotFound,
  ProductNotFound,
  TooManyPhotos,
  StorageQuotaReached,
];

/** Where more listings show photos, each page asks for its own: to read them all after each change would cost more. */
const MAX_ILLUSTRATED = 5_000;

/** A photo that was taken off can be put back for so long. */
export const UNDO_MS = DAY;

export interface NewPhoto extends PlacedBy {
  readonly listingId: number;
  readonly kind: PhotoKind;
  readonly altFr: string | null;
  readonly altEn: string | null;
  readonly crop: Crop | null;
  /** What it shows, of kind `product`: of the same listing. */
  readonly productId?: string;
}

/** The picture that others are cut from. */
export interface WholePicture {
  readonly format: Photo['master'];
  readonly file: StoredFile;
}

/**
 * Photographs and logos of listings. Files are stored before the row that names them and removed after it: what a crash
 * leaves is a file that nothing names, which `PhotoSweep` removes.
 * Which row takes the place of which, `PhotoPlacement` decides.
 */
@Injectable()
export class PhotoService {
  /** Listings that show photographs or a logo: most show none, and every page and every list of results asks for them. */
  private readonly illustrated: RememberedRows<{ readonly id: number }>;

  constructor(
    private readonly work: UnitOfWork,
    private readonly photos: PhotoRepository,
    private readonly files: PhotoFiles,
    private readonly quota: StorageQuota,
    private readonly placement: PhotoPlacement,
    changeBus: ChangeBus,
    clock: Clock,
  ) {
    const read = (tx: TenantTx, _: null, limit: number) => photos.listingsWithPhotos(tx, limit);
    this.illustrated = new RememberedRows(changeBus, clock, read, MAX_ILLUSTRATED);
  }

  /** What the public sees of a listing. */
  async shown(ctx: TenantContext, listingId: number): Promise<ShownPhotos> {
    return this.work.read(ctx, (tx) => this.shownIn(tx, listingId));
  }

  /** The same as a part of what a page reads. */
  async shownIn(tx: TenantTx, listingId: number): Promise<ShownPhotos> {
    const illustrated = await this.illustrated.among(tx, [listingId], null);
    const all = illustrated.length === 0 ? [] : await this.photos.shown(tx, illustrated);
    return {
      photos: all.filter(({ kind }) => kind === 'photo'),
      logo: all.find(({ kind }) => kind === 'logo') ?? null,
    };
  }

  /** What a list shows of each of these listings that has any: the first photograph, else the logo. In one query. */
  async covers(ctx: TenantContext, listingIds: readonly number[]): Promise<Covers> {
    return this.work.read(ctx, (tx) => this.coversIn(tx, listingIds));
  }

  /** The same as a part of what a page reads. */
  async coversIn(tx: TenantTx, listingIds: readonly number[]): Promise<Covers> {
    const illustrated = await this.illustrated.among(tx, listingIds, null);
    if (illustrated.length === 0) return new Map();
    const found = await this.photos.covers(tx, illustrated);
    return new Map(found.map((photo) => [photo.listingId, photo]));
  }

  /** Whose a file of a photo is that is not taken off, and whether anybody may see that business; null for none. */
  async findFile(ctx: TenantContext, folder: number, hash: string): Promise<PhotoFile | null> {
    return this.work.read(ctx, (tx) => this.photos.findFile(tx, folder, hash));
  }

  async album(ctx: TenantContext, listingId: number, now: Date): Promise<PhotoAlbum> {
    const all = await this.work.read(ctx, (tx) => this.photos.ofListing(tx, listingId));
    const present = all.filter(({ removedAt }) => removedAt === null);
    return {
      photos: present.filter(({ kind }) => kind === 'photo'),
      logo: present.find(({ kind }) => kind === 'logo') ?? null,
      removed: all
        .filter(({ removedAt }) => removedAt !== null && removedAt.getTime() > now.getTime() - UNDO_MS)
        .toReversed(),
    };
  }

  /** One photo, taken off or not. @throws PhotoNotFound for one of another listing too */
  async get(ctx: TenantContext, listingId: number, id: string): Promise<Photo> {
    return this.work.read(ctx, (tx) => this.photos.get(tx, listingId, id));
  }

  /** The whole picture that its parts are cut from: for those who keep the listing. @throws PhotoNotFound */
  async whole(ctx: TenantContext, listingId: number, id: string): Promise<WholePicture> {
    const photo = await this.get(ctx, listingId, id);
    return { format: photo.master, file: await this.files.whole(ctx, photo) };
  }

  /**
   * Refuses what would be refused anyway before anything is decoded.
   * @throws TooManyPhotos, StorageQuotaReached
   */
  async checkRoom(
    ctx: TenantContext,
    { listingId, kind, productId }: Pick<NewPhoto, 'listingId' | 'kind' | 'productId'>,
  ): Promise<void> {
    await this.work.read(ctx, async (tx) => {
      await this.quota.check(tx);
      await this.checkPlace(tx, { listingId, kind, productId: productId ?? null });
    });
  }

  /**
   * Makes a photo of what was sent, and shows it behind the others. A logo, or what a post shows, takes the place of the one before.
   * @throws TooManyPhotos, StorageQuotaReached, LogoChangedMeanwhile, ProductNotFound, PostNotFound, PostHidden; what `UntrustedFiles` refuses
   */
  async add(ctx: TenantContext, input: NewPhoto, sent: ReceivedFile, now: Date): Promise<Photo> {
    await this.checkRoom(ctx, input);
    const id = uuid();
    const { listingId, kind, altFr, altEn } = input;
    const stored = await this.files.store(ctx, { id, folder: listingId, kind }, sent, input.crop);
    const photo: Photo = {
      id,
      listingId,
      folder: listingId,
      kind,
      productId: input.productId ?? null,
      postId: input.post?.id ?? null,
      altFr,
      altEn,
      ...stored,
      rank: 0,
      createdAt: now,
      removedAt: null,
    };
    const { added, replaced } = await this.keep(ctx, photo, input, now);
    if (replaced) await this.files.hide(ctx, replaced);
    return added;
  }

  /** Says what is to be seen on it. @throws PhotoNotFound */
  async describe(
    ctx: TenantContext,
    listingId: number,
    id: string,
    alt: { readonly altFr: string | null; readonly altEn: string | null },
    now: Date,
  ): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const photo = await this.photos.get(tx, listingId, id);
      await this.photos.describe(tx, id, alt);
      await this.placement.publish(tx, 'photo.described', auditDetail(photo), now);
    });
  }

  /** Puts the photographs into this order; those that are not named stay behind. */
  async arrange(ctx: TenantContext, listingId: number, ids: readonly string[], now: Date): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const present = presentOf(await this.photos.ofListing(tx, listingId)).map((photo) => photo.id);
      await this.photos.arrange(tx, listingId, arranged(present, ids));
      await this.placement.publish(tx, 'photo.arranged', { listingId }, now);
    });
  }

  /** Moves a photograph one place, or to the front. @throws PhotoNotFound */
  async move(ctx: TenantContext, listingId: number, id: string, way: PhotoMove, now: Date): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      await this.photos.get(tx, listingId, id);
      const ids = presentOf(await this.photos.ofListing(tx, listingId)).map((photo) => photo.id);
      if (!ids.includes(id)) return;
      await this.photos.arrange(tx, listingId, moved(ids, id, way));
      await this.placement.publish(tx, 'photo.arranged', { listingId }, now);
    });
  }

  /** Shows another part of it. @throws PhotoNotFound, StorageQuotaReached */
  async recrop(
    ctx: TenantContext,
    listingId: number,
    id: string,
    crop: Crop | null,
    now: Date,
  ): Promise<void> {
    const photo = await this.work.read(ctx, (tx) => this.photos.get(tx, listingId, id));
    if (photo.removedAt !== null) throw new PhotoNotFound({});
    await this.remake(ctx, photo, crop, 'photo.cut', now);
  }

  /** Takes it off: at once from every page and from the public files; for a day it can be put back. @throws PhotoNotFound */
  async remove(ctx: TenantContext, listingId: number, id: string, now: Date): Promise<void> {
    const photo = await this.work.write(ctx, async (tx) =>
      this.removeIn(tx, await this.photos.lock(tx, listingId, id), now),
    );
    await this.files.hide(ctx, photo);
  }

  /** The same as a part of a write, after which `hide` takes away its files. @returns the photo */
  async removeIn(tx: TenantWriteTx, photo: Photo, now: Date): Promise<Photo> {
    if (await this.photos.remove(tx, photo.id, now))
      await this.placement.publish(tx, 'photo.removed', auditDetail(photo), now);
    return photo;
  }

  /** Takes the files of a photo that was taken off from where anybody may fetch them. */
  hide(ctx: TenantContext, photo: Photo): Promise<void> {
    return this.files.hide(ctx, photo);
  }

  /**
   * Takes off what was put on a listing by those from whom it was taken: for a day it can be put back by who keeps it now. What
   * the town put there stays. Twice is once.
   * @param left who keeps it now, if anybody; since when, if not from the beginning; and the instant of the decision
   */
  async removeLeft(ctx: TenantContext, listingId: number, left: LeftPhotos, now: Date): Promise<void> {
    const removed = await this.work.write(ctx, async (tx) => {
      const photos = await this.photos.removeLeft(tx, listingId, left, now);
      for (const photo of photos) await this.placement.publish(tx, 'photo.removed', auditDetail(photo), now);
      return photos;
    });
    for (const photo of removed) await this.files.hide(ctx, photo);
  }

  /**
   * Puts back what was taken off, within a day; a logo takes the place of the one that is there.
   * @throws PhotoNotFound, ProductNotFound, TooManyPhotos, StorageQuotaReached
   */
  async restore(ctx: TenantContext, listingId: number, id: string, now: Date): Promise<void> {
    const photo = await this.work.read(ctx, async (tx) => {
      const found = await this.photos.get(tx, listingId, id);
      if (found.removedAt !== null) await this.checkPlace(tx, found);
      return found;
    });
    if (photo.removedAt !== null) await this.remake(ctx, photo, photo.crop, 'photo.restored', now);
  }

  /** @throws TooManyPhotos where one more would be too many beside it */
  private async checkPlace(
    tx: TenantTx,
    photo: Pick<Photo, 'kind' | 'listingId' | 'productId'>,
  ): Promise<void> {
    const others = await this.placement.beside(tx, photo);
    if (others !== null) refuseBeyond(others, photo.kind);
  }

  /** Names the files of a photo in a row, or removes them. */
  private async keep(ctx: TenantContext, photo: Photo, by: PlacedBy, now: Date): Promise<Placed> {
    try {
      return await this.work.write(ctx, (tx) => this.placement.insert(tx, photo, by, now));
    } catch (error) {
      // Where nobody knows whether the row is there, its files stay: the sweep knows later.
      if (!isConnectionLost(error)) await this.files.erase(ctx, photo);
      throw error;
    }
  }

  /**
   * Makes the public files again, under names that no other making of them has, and lets go of those before once the row names
   * the new ones. A picture that was taken off while it was cut stays off.
   * @throws PhotoNotFound, TooManyPhotos, StorageQuotaReached
   */
  private async remake(
    ctx: TenantContext,
    photo: Photo,
    crop: Crop | null,
    action: string,
    now: Date,
  ): Promise<void> {
    const content = await this.files.remake(ctx, photo, crop);
    try {
      for (const replaced of await this.work.write(ctx, (tx) =>
        this.placement.replace(tx, photo, content, action, now),
      ))
        await this.files.hide(ctx, replaced);
    } catch (error) {
      if (REFUSALS.some((Refusal) => error instanceof Refusal))
        await this.files.hide(ctx, { ...photo, ...content });
      throw error;
    }
  }
}
