import { createHash } from 'node:crypto';
import { type FileKey, FileStorage, type StoredFile } from '@halles/platform/storage';
import type { TenantContext } from '@halles/platform/tenancy';
import {
  type Crop,
  logoRecipe,
  photoRecipe,
  type Pictures,
  type ReceivedFile,
  SentFile,
  UntrustedFiles,
} from '@halles/platform/untrusted-files';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { type Photo, type PhotoKind, variantFile } from './photo';
import { PhotoNotFound } from './photo.errors';
import type { PhotoContent } from './photo.repository';
import { PHOTO_FOLDER, shownFileKey } from './shown-photo-files';

/** Hexadecimal digits of a hash in an address. */
const HASH = 24;

type Whole = Pick<Photo, 'id' | 'folder' | 'master'>;
type Shown = Pick<Photo, 'folder' | 'hash' | 'variants'>;

const masterKey = ({ id, folder, master }: Whole): FileKey => [
  PHOTO_FOLDER,
  String(folder),
  `${id}.${master === 'jpeg' ? 'jpg' : 'png'}`,
];

/** What a picture was made into and stored as. */
export interface Stored extends PhotoContent {
  readonly master: Photo['master'];
}

/** The files of photos: the whole picture, encoded again, is private; what pages show is public. */
@Injectable()
export class PhotoFiles {
  constructor(
    private readonly storage: FileStorage,
    private readonly untrusted: UntrustedFiles,
  ) {}

  /** Makes and stores all files of a picture that was sent. @throws what `UntrustedFiles` refuses */
  async store(
    ctx: TenantContext,
    photo: { readonly id: string; readonly folder: number; readonly kind: PhotoKind },
    sent: ReceivedFile,
    crop: Crop | null,
  ): Promise<Stored> {
    const results = await this.untrusted.makePictures(ctx, sent, this.recipe(photo.kind, crop));
    try {
      const master = results.master.format === 'png' ? 'png' : 'jpeg';
      await this.storage.put(ctx, 'private', masterKey({ ...photo, master }), results.stream(results.master));
      const content = await this.put(ctx, photo, results, { crop, masterBytes: results.master.bytes });
      return { ...content, master };
    } finally {
      await results.discard();
    }
  }

  /** Makes what pages show of a stored picture again, of another part of it. @throws PhotoNotFound */
  async remake(ctx: TenantContext, photo: Photo, crop: Crop | null): Promise<PhotoContent> {
    const whole = await this.whole(ctx, photo);
    const sent = await this.untrusted.receivePicture(new SentFile(whole.stream()));
    try {
      const results = await this.untrusted.makePictures(ctx, sent, this.recipe(photo.kind, crop));
      try {
        return await this.put(ctx, photo, results, { crop, masterBytes: whole.bytes });
      } finally {
        await results.discard();
      }
    } finally {
      await sent.discard();
    }
  }

  /** The whole picture, encoded again from what was sent. @throws PhotoNotFound */
  async whole(ctx: TenantContext, photo: Whole): Promise<StoredFile> {
    const file = await this.storage.get(ctx, 'private', masterKey(photo));
    if (!file) throw new PhotoNotFound({});
    return file;
  }

  /** Removes what anybody may be served: from here on its addresses lead nowhere. */
  async hide(ctx: TenantContext, { folder, hash, variants }: Shown): Promise<void> {
    for (const variant of variants)
      await this.storage.delete(ctx, 'public', shownFileKey(folder, variantFile(hash, variant)));
  }

  /** Removes all of it. */
  async erase(ctx: TenantContext, photo: Whole & Shown): Promise<void> {
    await this.hide(ctx, photo);
    await this.storage.delete(ctx, 'private', masterKey(photo));
  }

  /** The keys of all public or all private files of photos. */
  list(ctx: TenantContext, visibility: 'public' | 'private'): AsyncIterable<FileKey> {
    return this.storage.list(ctx, visibility, [PHOTO_FOLDER]);
  }

  private recipe(kind: PhotoKind, crop: Crop | null) {
    return kind === 'logo' ? logoRecipe(crop) : photoRecipe(crop);
  }

  private async put(
    ctx: TenantContext,
    { id, folder }: Pick<Photo, 'id' | 'folder'>,
    results: Pictures,
    stored: { readonly crop: Crop | null; readonly masterBytes: number },
  ): Promise<PhotoContent> {
    // Of the photo and of this making of it: the same picture twice is two photos, and a part that is cut again is other files.
    // Nobody else writes them, and who replaced them may remove them however much later: no row can name them again.
    const digest = createHash('sha256').update(id).update(uuid());
    for (const { sha256 } of results.files) digest.update(sha256);
    const hash = digest.digest('hex').slice(0, HASH);
    for (const file of results.files)
      await this.storage.put(
        ctx,
        'public',
        shownFileKey(folder, variantFile(hash, file)),
        results.stream(file),
      );
    const variants = results.files.map(({ format, width, height }) => ({ format, width, height }));
    const bytes = results.files.reduce((sum, file) => sum + file.bytes, stored.masterBytes);
    return { hash, variants, bytes, ...stored };
  }
}
