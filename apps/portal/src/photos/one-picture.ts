import { LONGEST_ALT, type PhotoService, type NewPhoto, type ShownPhoto } from '@halles/domain/photos';
import { type Bilingual, DomainError, type Locale } from '@halles/kernel';
import { retryAfterOf, statusOf, type UploadPart } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { MOST_PICTURE_BYTES, type SentFile, type UntrustedFiles } from '@halles/platform/untrusted-files';
import type { PageOptions } from '../rendering/page';
import type { PageScope } from '../rendering/page-scope';
import { altTyped } from './photo.form';
import type { PictureView } from './photo.view';
import { ACCEPT } from './photos.presenter';
import { altOf, presentPicture } from './picture.presenter';

/** One picture, and what is said of it. */
export const MOST_ONE_PICTURE = MOST_PICTURE_BYTES + 64 * 1_024;

/** What a form of one picture belongs to. */
type Subject = Pick<NewPhoto, 'listingId' | 'kind' | 'productId' | 'post' | 'accountId'>;

/** With what a picture is received and kept. */
export interface PictureTools {
  readonly photos: PhotoService;
  readonly untrusted: UntrustedFiles;
}

/** What came of a form of one picture: it is kept, or is refused in words; null where it held none. */
export type OnePicture =
  'kept' | { readonly problem: Bilingual | null; readonly answer: Pick<PageOptions, 'status' | 'headers'> };

/** Keeps the first picture of a form; what comes behind it is not looked at. @throws what is no refusal */
export async function keepOnePicture(
  { photos, untrusted }: PictureTools,
  ctx: TenantContext,
  subject: Subject,
  {
    parts,
    locale,
    now,
  }: { readonly parts: AsyncIterable<UploadPart>; readonly locale: Locale; readonly now: Date },
): Promise<OnePicture> {
  const keep = async (file: SentFile, alt: string | null): Promise<void> => {
    await photos.checkRoom(ctx, subject.listingId, subject.kind);
    const sent = await untrusted.receivePicture(file);
    try {
      const words = { altFr: locale === 'fr' ? alt : null, altEn: locale === 'en' ? alt : null };
      await photos.add(ctx, { ...subject, ...words, crop: null }, sent, now);
    } finally {
      await sent.discard();
    }
  };
  let alt: string | null = null;
  try {
    for await (const part of parts) {
      if (part.kind === 'file') {
        await keep(part.file, alt);
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

/** The picture that there is, and the form of another, in `partials/photos/one-picture`. */
export interface OnePictureView {
  /** Where a picture is sent to, by a form of several parts. */
  readonly action: string;
  /** Media types that a picker offers. */
  readonly accept: string;
  readonly longest: number;
  readonly picture?: PictureView;
  /** Why the picture that was sent is not there. */
  readonly error?: string;
}

/** Pure. @param problem of what was sent: null for nothing, undefined where nothing was sent */
export const presentOnePicture = (
  { texts, locale }: PageScope,
  {
    action,
    photo,
    problem,
  }: {
    readonly action: string;
    readonly photo: ShownPhoto | null;
    readonly problem?: Bilingual | null | undefined;
  },
): OnePictureView => ({
  action,
  accept: ACCEPT,
  longest: LONGEST_ALT,
  ...(photo === null ? {} : { picture: presentPicture(photo, altOf(photo, locale) ?? '', 320) }),
  ...(problem === undefined ? {} : { error: problem?.[locale] ?? texts.line('photos.one.missing') }),
});
