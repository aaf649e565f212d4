import { type NewPhoto, type Photo, PhotoService } from '@halles/domain/photos';
import { type Bilingual, Clock, DomainError, type Locale } from '@halles/kernel';
import type { FormValues } from '@halles/platform/forms';
import { type Client, RateLimiter, retryAfterOf, statusOf, type UploadPart } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { type ReceivedFile, type SentFile, UntrustedFiles } from '@halles/platform/untrusted-files';
import { Injectable } from '@nestjs/common';
import type { PageOptions } from '../rendering/page';
import { altTyped } from './photo.form';

/** What a form of one picture belongs to. */
type Subject = Pick<NewPhoto, 'listingId' | 'kind' | 'productId' | 'post' | 'accountId'>;

/** Why a picture is not there, in words, and how its form is answered. */
export interface Refusal {
  /** Null where none was sent. */
  readonly problem: Bilingual | null;
  readonly answer: Pick<PageOptions, 'status' | 'headers'>;
}

/** What came of a form of one picture: it is kept, or is refused. */
export type OnePicture = 'kept' | Refusal;

/** A form with fields of its own, and the picture that was sent with them. */
export interface FormWithPicture {
  readonly values: FormValues;
  /** Null where none was sent, or it was refused. */
  readonly picture: ReceivedFile | null;
  /** Null where nothing was refused. */
  readonly refusal: Refusal | null;
}

/** How a form says that a file of it is not taken. @throws what is no refusal */
export function refusalOf(error: unknown): Refusal {
  if (!(error instanceof DomainError)) throw error;
  const retryAfter = retryAfterOf(error);
  const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
  const problem = { fr: error.detail('fr'), en: error.detail('en') };
  return { problem, answer: { status: statusOf(error), headers } };
}

/** Pictures that a form sends: received, made safe and kept. */
@Injectable()
export class PictureUploads {
  constructor(
    private readonly photos: PhotoService,
    private readonly untrusted: UntrustedFiles,
    private readonly limiter: RateLimiter,
    private readonly clock: Clock,
  ) {}

  /** Keeps a picture, where there is room for it. @throws what `UntrustedFiles` and `PhotoService.add` refuse */
  async add(ctx: TenantContext, photo: NewPhoto, file: SentFile): Promise<Photo> {
    await this.photos.checkRoom(ctx, photo);
    const sent = await this.untrusted.receivePicture(file);
    try {
      return await this.photos.add(ctx, photo, sent, this.clock.now());
    } finally {
      await sent.discard();
    }
  }

  /** Refuses a picture for which there is no room. @throws as `PhotoService.checkRoom` does */
  checkRoom(ctx: TenantContext, photo: Pick<NewPhoto, 'listingId' | 'kind' | 'productId'>): Promise<void> {
    return this.photos.checkRoom(ctx, photo);
  }

  /**
   * Takes a form with other fields in which a picture may be sent too: all of its fields, wherever the picture stands among
   * them. Whoever asks discards the picture, kept or not. @throws what is no refusal
   * @param checkRoom refuses a picture for which there is no room
   */
  async receiveForm(
    ctx: TenantContext,
    client: Client,
    parts: AsyncIterable<UploadPart>,
    checkRoom: () => Promise<void>,
  ): Promise<FormWithPicture> {
    const values: Record<string, string[]> = {};
    let picture: ReceivedFile | null = null;
    let refusal: Refusal | null = null;
    try {
      for await (const part of parts) {
        if (part.kind === 'field') (values[part.name] ??= []).push(part.value);
        else if (picture === null && refusal === null) {
          try {
            await this.limiter.take('upload', ctx, client.address);
            await checkRoom();
            picture = await this.untrusted.receivePicture(part.file);
          } catch (error) {
            refusal = refusalOf(error);
          }
        }
      }
    } catch (error) {
      // Whoever hangs up, or sends a field that is too long, would leave it behind.
      await picture?.discard();
      throw error;
    }
    return { values, picture, refusal };
  }

  /** Keeps a picture that was received with a form. @returns why it is not kept; null where it is */
  async storeReceived(
    ctx: TenantContext,
    subject: Subject,
    picture: ReceivedFile,
    words: { readonly alt: string; readonly locale: Locale },
  ): Promise<Refusal | null> {
    const photo = { ...subject, ...described(altTyped(words.alt), words.locale), crop: null };
    try {
      await this.photos.add(ctx, photo, picture, this.clock.now());
      return null;
    } catch (error) {
      return refusalOf(error);
    }
  }

  /** Keeps the first picture of a form; what comes behind it is not looked at. @throws what is no refusal */
  async storeFirst(
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
      return refusalOf(error);
    }
    return { problem: null, answer: { status: 422 } };
  }
}

/** What is said of a picture, in the language of the page where it was said. Pure. */
export const described = (alt: string | null, locale: Locale): Pick<NewPhoto, 'altFr' | 'altEn'> => ({
  altFr: locale === 'fr' ? alt : null,
  altEn: locale === 'en' ? alt : null,
});
