import { pathTo, listingPath } from '@halles/contracts';
import {
  MAX_PHOTOS,
  type Photo,
  type PhotoAlbum,
  type PhotoKind,
  UNDO_MS,
  cropAround,
  focalPoints,
} from '@halles/domain/photos';
import type { ManagedListing } from '@halles/domain/profiles';
import {
  type FormProblem,
  type FormState,
  type FormSummaryView,
  type FormValues,
  FormWriter,
  problemWords,
  textOf,
} from '@halles/platform/forms';
import { MAX_PICTURE_BYTES } from '@halles/platform/untrusted-files';
import { momentWords } from '@halles/kernel';
import { pathDone } from '../params';
import type { PageScope } from '../rendering/page-scope';
import { descriptionForm, type PhotoNotice } from './photo.form';
import type { AlbumBody, AlbumPhotoView, PhotoBody, PictureView } from './photo.view';
import { withPictures } from './picture-errors';
import { altOf, presentPicture } from './picture.presenter';

/** What file choosers offer: without HEIC, so that telephones hand over a JPEG. */
export const ACCEPT = 'image/jpeg,image/png,image/webp,image/avif';

export interface AlbumState {
  readonly notice?: PhotoNotice;
  /** The photo that was just taken off. */
  readonly undo?: string;
  /** Why photos were not put into another order. */
  readonly problem?: FormProblem;
  /** Of the form of photos or of that of the logo: why files are not there, in the reader's language; none where none was sent. */
  readonly refused?: { readonly kind: PhotoKind; readonly problems: readonly string[] };
}

/** « jeudi 26 novembre à 14 h 30 », in the territory's time. */
const timeWords = (instant: Date, { locale, settings }: PageScope): string =>
  momentWords(instant, { locale, timeZone: settings.timeZone }, 'recent');

const picture = (photo: Photo, { locale, texts }: PageScope): PictureView =>
  presentPicture(photo, altOf(photo, locale) ?? texts.line('photos.undescribed'), 320);

function presentAlbumPhoto(photo: Photo, at: number, count: number, scope: PageScope): AlbumPhotoView {
  const { locale, texts } = scope;
  const alt = altOf(photo, locale);
  const of = { listing: photo.listingId, photo: photo.id };
  return {
    id: photo.id,
    picture: picture(photo, scope),
    title: texts.line('photos.place', { place: at + 1, count }),
    description: alt ?? texts.line('photos.undescribed'),
    isDescribed: alt !== null,
    edit: { href: pathTo('photo', locale, of), label: texts.line('photos.edit') },
    move: pathTo('photo.move', locale, of),
    remove: pathTo('photo.remove', locale, of),
    isFirst: at === 0,
    isLast: at === count - 1,
  };
}

function presentIsland({ texts, locale }: PageScope, listing: number): AlbumBody['island'] {
  const line = (name: string): string => texts.line(`photos.island.${name}`);
  return {
    waiting: line('waiting'),
    sending: texts.line('photos.island.sending', { percent: '{percent}' }),
    done: line('done'),
    failed: line('failed'),
    tooLarge: line('tooLarge'),
    mostBytes: MAX_PICTURE_BYTES,
    drop: line('drop'),
    moved: line('moved'),
    album: pathDone(pathTo('photo.album', locale, { listing }), 'added'),
    photo: pathDone(decodeURIComponent(pathTo('photo', locale, { listing, photo: '{photo}' })), 'added'),
  };
}

/** What was refused, for the summary and beside the field of its form; where no photo has room, there is no field. Pure. */
function refusalsOf(
  { kind, problems }: NonNullable<AlbumState['refused']>,
  isFull: boolean,
  { texts }: PageScope,
): { readonly summary: FormSummaryView['errors']; readonly byForm: AlbumBody['refused'] } {
  const messages = problems.length === 0 ? [texts.line('photos.chooseOne')] : problems;
  const isLogo = kind === 'logo';
  const field = isLogo ? 'logo-file' : isFull ? 'album' : 'photo-files';
  return {
    summary: messages.map((message) => ({ field, message })),
    byForm: isLogo ? { logo: messages.join(' ') } : { photos: messages.join(' ') },
  };
}

/** The photos of a business as those who keep it see them. Pure. */
export function presentAlbum(
  scope: PageScope,
  { id: listingId, slug, visibility }: Pick<ManagedListing, 'id' | 'slug' | 'visibility'>,
  { photos, logo, removed }: PhotoAlbum,
  { notice, undo, problem, refused }: AlbumState,
): AlbumBody {
  const { locale, texts } = scope;
  const of = { listing: listingId };
  const words = problemWords(scope, problem ?? null);
  const isFull = photos.length >= MAX_PHOTOS;
  const refusals = refused && refusalsOf(refused, isFull, scope);
  return {
    ...withPictures(
      scope,
      { ...(words === null ? {} : { problem: words }), errors: [] },
      refusals?.summary ?? [],
    ),
    refused: refusals?.byForm ?? {},
    action: pathTo('photo.album', locale, of),
    order: pathTo('photo.order', locale, of),
    accept: ACCEPT,
    lead: texts.line('photos.lead'),
    ...(notice ? { notice: texts.line(`photos.notices.${notice}`) } : {}),
    ...(undo !== undefined && removed.some(({ id }) => id === undo)
      ? { undo: pathTo('photo.restore', locale, { ...of, photo: undo }) }
      : {}),
    photos: photos.map((photo, at) => presentAlbumPhoto(photo, at, photos.length, scope)),
    isFull,
    ...(logo
      ? {
          logo: {
            picture: { ...picture(logo, scope), alt: texts.line('photos.logo.alt') },
            remove: pathTo('photo.remove', locale, { ...of, photo: logo.id }),
          },
        }
      : {}),
    removed: removed.map((photo) => ({
      title:
        photo.kind === 'logo'
          ? texts.line('photos.logo.heading')
          : (altOf(photo, locale) ?? texts.line('photos.undescribed')),
      until: texts.line('photos.until', {
        time: timeWords(new Date((photo.removedAt ?? photo.createdAt).getTime() + UNDO_MS), scope),
      }),
      restore: pathTo('photo.restore', locale, { ...of, photo: photo.id }),
    })),
    // What is shown of photos is published already.
    preview: {
      href:
        visibility === 'public'
          ? listingPath(locale, { slug, id: listingId })
          : pathTo('profile.preview', locale, { listing: listingId }),
      label: texts.line('photos.preview'),
    },
    island: presentIsland(scope, listingId),
  };
}

const thousandth = (value: number): number => Math.round(value * 1_000);

/** One photo: what is said of it, and which part of it is shown. Pure. */
export function presentPhoto(
  scope: PageScope,
  photo: Photo,
  state: {
    readonly notice?: PhotoNotice;
    /** The description, as it is or as it was typed. */
    readonly form: FormState;
    /** The part that was chosen, where it was refused. */
    readonly cut?: FormState;
  },
): PhotoBody {
  const { locale, texts } = scope;
  const of = { listing: photo.listingId, photo: photo.id };
  const description = new FormWriter(descriptionForm, state.form, texts, locale);
  const chosen = state.cut && textOf(state.cut.values, 'cut');
  const current = chosen ?? currentCut(photo);
  return {
    picture: picture(photo, scope),
    ...(state.cut ? cutSummary(state.cut, scope) : description.summary()),
    ...(state.notice ? { notice: texts.line(`photos.notices.${state.notice}`) } : {}),
    description: description.view(pathTo('photo.describe', locale, of)),
    cut: pathTo('photo.crop', locale, of),
    whole: pathTo('photo.original', locale, of),
    choices: focalPoints.map((point) => ({
      id: `cut-${point}`,
      value: point,
      label: texts.line(`photos.cuts.${point}`),
      checked: point === current,
    })),
    part: (chosen === 'own' ? partIn(state.cut?.values ?? {}) : null) ?? partOf(photo),
    remove: pathTo('photo.remove', locale, of),
    back: {
      href: pathTo('photo.album', locale, { listing: photo.listingId }),
      label: texts.line('photos.back'),
    },
  };
}

function partOf({ crop }: Pick<Photo, 'crop'>): PhotoBody['part'] {
  const { left, top, width, height } = crop ?? { left: 0, top: 0, width: 1, height: 1 };
  return {
    left: thousandth(left),
    top: thousandth(top),
    width: thousandth(width),
    height: thousandth(height),
  };
}

/** The crop rectangle, as the form sent it; null if there is no valid one. Pure. */
function partIn(values: FormValues): PhotoBody['part'] | null {
  const [left, top, width, height] = ['left', 'top', 'width', 'height'].map((side) => textOf(values, side));
  const sides = { left, top, width, height };
  if (!Object.values(sides).every((side) => /^\d{1,4}$/.test(side ?? ''))) return null;
  return { left: Number(left), top: Number(top), width: Number(width), height: Number(height) };
}

/** What is said of a part that was refused. Pure. */
function cutSummary({ errors, problem }: FormState, scope: PageScope): FormSummaryView {
  const words = problemWords(scope, problem);
  if (errors['cut'] === undefined) return { ...(words === null ? {} : { problem: words }), errors: [] };
  const message = scope.texts.line('photos.cut.wrong');
  return { problem: problemWords(scope, 'invalid') ?? message, errors: [{ field: 'cut-whole', message }] };
}

/** Which of the choices the photo shows now; an own cut is none of them. */
function currentCut(photo: Photo): string {
  const ratio = ratioOf(photo);
  const { crop } = photo;
  if (!crop) return 'whole';
  const isSame = (point: (typeof focalPoints)[number]): boolean => {
    const other = cropAround(point, ratio);
    return (
      other !== null &&
      (['left', 'top', 'width', 'height'] as const).every((side) => Math.abs(other[side] - crop[side]) < 0.01)
    );
  };
  return focalPoints.find(isSame) ?? 'own';
}

/** Width by height of the whole photo, out of the part that is shown. Pure. */
export function ratioOf({ variants, crop }: Pick<Photo, 'variants' | 'crop'>): number {
  const [first] = variants;
  const shown = first ? first.width / first.height : 1;
  return crop ? (shown * crop.height) / crop.width : shown;
}
