import { type NewPhoto, type Photo, PhotoService } from '@halles/domain/photos';
import { type Bilingual, Clock, DomainError, type Locale } from '@halles/kernel';
import { retryAfterOf, statusOf, type UploadPart } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { MOST_PICTURE_BYTES, type SentFile, UntrustedFiles } from '@halles/platform/untrusted-files';
import { Injectable } from '@nestjs/common';
import type { PageOptions } from '../rendering/page';
import { altTyped } from './photo.form';

/** One picture, and what is said of it. */
export const MOST_ONE_PICTURE = MOST_PICTURE_BYTES + 64 * 1_024;

/** What a form of one picture belongs to. */
type Subject = Pick<NewPhoto, 'listingId' | 'kind' | 'productId' | 'post' | 'accountId'>;

/** What came of a form of one picture: it is kept, or is refused in words; null where it held none. */
export type OnePicture =
  'kept' | { readonly problem: Bilingual | null; readonly answer: Pick<PageOptions, 'status' | 'headers'> };

/** Pictures that a form sends: received, made safe and kept. */
@Injectable()
export class PictureUploads {
  constructor(
    private readonly photos: PhotoService,
    private readonly untrusted: UntrustedFiles,
    private readonly clock: Clock,
  ) {}

  /** Keeps a picture, where there is room for it. @throws what `UntrustedFiles` and `PhotoService.add` refuse */
  async add(ctx: TenantContext, photo: NewPhoto, file: SentFile): Promise<Photo> {
    await this.photos.checkRoom(ctx, photo.listingId, photo.kind);
    const sent = await this.untrusted.receivePicture(file);
    try {
      return await this.photos.add(ctx, photo, sent, this.clock.now());
    } finally {
      await sent.discard();
    }
  }

  /** Keeps the first picture of a form; what comes behind it is not looked at. @throws what is no refusal */
  async keepOne(
    ctx: TenantContext,
    subject: Subject,
    { parts, locale }: { readonly parts: AsyncIterable<UploadPart>; readonly locale: Locale },
  ): Promise<OnePicture> {
    let alt: string | null = null;
    try {
      for await (const part of parts) {
        if (part.kind === 'file') {
          await this.add(ctx, { ...subject, ...described(alt, locale), crop: null }, part.file);
          return 'kept';
        }
        if (part.name === 'alt') alt = altTyped(part.value);
      }
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const retryAfter = retryAfterOf(error);
      const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
      const problem = { fr: error.detail('fr'), en: error.detail('en') };
      return { problem, answer: { status: statusOf(error), headers } };
    }
    return { problem: null, answer: { status: 422 } };
  }
}

/** What is said of a picture, in the language of the page where it was said. Pure. */
export const described = (alt: string | null, locale: Locale): Pick<NewPhoto, 'altFr' | 'altEn'> => ({
  altFr: locale === 'fr' ? alt : null,
  altEn: locale === 'en' ? alt : null,
});
