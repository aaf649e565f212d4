import { pathTo, listingPath } from '@halles/contracts';
import {
  MOST_PHOTOS,
  type Photo,
  type PhotoAlbum,
  UNDO_MS,
  cropAround,
  focalPoints,
} from '@halles/domain/photos';
import type { KeptListing } from '@halles/domain/profiles';
import { MOST_BYTES } from '@halles/platform/images';
import type { PageScope } from '../rendering/page-scope';
import { photoPaths } from './photo-routes';
import type { AlbumBody, AlbumPhotoView, PhotoBody, PictureView } from './photo-views';
import { altOf, presentPicture } from './picture.presenter';

/** What file choosers offer: without HEIC, so that telephones hand over a JPEG. */
const ACCEPT = 'image/jpeg,image/png,image/webp,image/avif';

/** What may just have been done: each has a sentence. */
export const albumNotices = ['added', 'removed', 'restored', 'arranged', 'described', 'cut'] as const;
export type AlbumNotice = (typeof albumNotices)[number];

export interface AlbumState {
  readonly notice?: AlbumNotice;
  /** The photo that was just taken off. */
  readonly undo?: string;
  /** What was refused, in the reader's language. */
  readonly problems?: readonly string[];
  /** The form was sent without a file. */
  readonly isEmpty?: boolean;
}

/** « jeudi 26 novembre à 14:30 », in the territory's time. */
const timeWords = (instant: Date, { locale, settings }: PageScope): string =>
  new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'fr-FR', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
    timeZone: settings.timeZone,
  }).format(instant);

const picture = (photo: Photo, { locale, texts }: PageScope): PictureView =>
  presentPicture(photo, altOf(photo, locale) ?? texts.line('photos.undescribed'), 320);

function presentAlbumPhoto(photo: Photo, at: number, count: number, scope: PageScope): AlbumPhotoView {
  const { locale, texts } = scope;
  const alt = altOf(photo, locale);
  const path = (page: Parameters<typeof photoPaths>[0]): string =>
    photoPaths(page, photo.listingId, photo.id)[locale];
  return {
    id: photo.id,
    picture: picture(photo, scope),
    title: texts.line('photos.place', { place: at + 1, count }),
    description: alt ?? texts.line('photos.undescribed'),
    isDescribed: alt !== null,
    edit: { href: path('photo'), label: texts.line('photos.edit') },
    move: path('move'),
    remove: path('remove'),
    isFirst: at === 0,
    isLast: at === count - 1,
  };
}

function presentIsland({ texts, locale }: PageScope, listingId: number): AlbumBody['island'] {
  const line = (name: string): string => texts.line(`photos.island.${name}`);
  return {
    waiting: line('waiting'),
    sending: texts.line('photos.island.sending', { percent: '{percent}' }),
    done: line('done'),
    failed: line('failed'),
    tooLarge: line('tooLarge'),
    mostBytes: MOST_BYTES,
    drop: line('drop'),
    moved: line('moved'),
    album: `${photoPaths('album', listingId)[locale]}?fait=added`,
    photo: `${photoPaths('photo', listingId, '{photo}')[locale]}?fait=added`,
  };
}

/** The photos of a business as those who keep it see them. Pure. */
export function presentAlbum(
  scope: PageScope,
  { id: listingId, slug, visibility }: Pick<KeptListing, 'id' | 'slug' | 'visibility'>,
  { photos, logo, removed }: PhotoAlbum,
  { notice, undo, problems = [], isEmpty = false }: AlbumState,
): AlbumBody {
  const { locale, texts } = scope;
  const path = (page: Parameters<typeof photoPaths>[0], photo = ''): string =>
    photoPaths(page, listingId, photo)[locale];
  return {
    action: path('album'),
    order: path('order'),
    accept: ACCEPT,
    lead: texts.line('photos.lead'),
    ...(notice ? { notice: texts.line(`photos.notices.${notice}`) } : {}),
    ...(undo !== undefined && removed.some(({ id }) => id === undo) ? { undo: path('restore', undo) } : {}),
    problems: isEmpty ? [texts.line('photos.chooseOne')] : problems,
    photos: photos.map((photo, at) => presentAlbumPhoto(photo, at, photos.length, scope)),
    isFull: photos.length >= MOST_PHOTOS,
    ...(logo
      ? {
          logo: {
            picture: { ...picture(logo, scope), alt: texts.line('photos.logo.alt') },
            remove: path('remove', logo.id),
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
      restore: path('restore', photo.id),
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
    readonly notice?: AlbumNotice;
    readonly altFr?: string;
    readonly altEn?: string;
    readonly isLong?: boolean;
  },
): PhotoBody {
  const { locale, texts } = scope;
  const path = (page: Parameters<typeof photoPaths>[0]): string =>
    photoPaths(page, photo.listingId, photo.id)[locale];
  const { left, top, width, height } = photo.crop ?? { left: 0, top: 0, width: 1, height: 1 };
  const current = currentCut(photo);
  return {
    picture: picture(photo, scope),
    ...(state.notice ? { notice: texts.line(`photos.notices.${state.notice}`) } : {}),
    describe: path('describe'),
    altFr: state.altFr ?? photo.altFr ?? '',
    altEn: state.altEn ?? photo.altEn ?? '',
    ...(state.isLong ? { altError: texts.line('photos.altTooLong') } : {}),
    cut: path('cut'),
    whole: path('whole'),
    choices: focalPoints.map((point) => ({
      id: `cut-${point}`,
      value: point,
      label: texts.line(`photos.cuts.${point}`),
      checked: point === current,
    })),
    part: {
      left: thousandth(left),
      top: thousandth(top),
      width: thousandth(width),
      height: thousandth(height),
    },
    remove: path('remove'),
    back: { href: photoPaths('album', photo.listingId)[locale], label: texts.line('photos.back') },
  };
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
