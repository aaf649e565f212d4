import {
  largestFile,
  type PhotoVariant,
  type ShownPhoto,
  type ShownPhotos,
  variantPath,
} from '@halles/domain/photos';
import { required } from '@halles/kernel';
import type { Locale } from '@halles/kernel';
import type { PageScope } from '../rendering/page-scope';
import type { PictureView } from './photo.view';

/** Formats from the lightest on; the last is the one that every browser shows. */
const SOURCES = ['avif', 'webp'] as const;

/** The description of a photo in a language, or in the other one if there is none; null if it has no description. Pure. */
export const altOf = (
  { altFr, altEn }: Pick<ShownPhoto, 'altFr' | 'altEn'>,
  locale: Locale,
): string | null => (locale === 'fr' ? (altFr ?? altEn) : (altEn ?? altFr));

const byWidth = (one: PhotoVariant, other: PhotoVariant): number => one.width - other.width;

/**
 * A photo for `partials/photos/picture`. Pure.
 * @param alt what is said of it to who does not see it
 * @param most width of the file for browsers that choose none, pixels
 */
export function presentPicture(photo: ShownPhoto, alt: string, most = 640): PictureView {
  const of = (format: string): PhotoVariant[] =>
    photo.variants.filter((variant) => variant.format === format).toSorted(byWidth);
  const plain = [...of('jpeg'), ...of('png')];
  const fallback = required(plain.findLast(({ width }) => width <= most) ?? plain[0], 'a file of the photo');
  return {
    sources: SOURCES.map((format) => ({ format, files: of(format) }))
      .filter(({ files }) => files.length > 0)
      .map(({ format, files }) => ({
        type: `image/${format}`,
        srcset: files.map((file) => `${variantPath(photo, file)} ${file.width}w`).join(', '),
      })),
    src: variantPath(photo, fallback),
    alt,
    width: fallback.width,
    height: fallback.height,
  };
}

/** Pixels at which a picture is sharp in the tile of a list: twice as many as the tile is wide. */
const TILE = 160;

/** The smallest of its files, one a format, that is sharp in a tile; the widest where none is. */
const tileFiles = ({ variants }: ShownPhoto): PhotoVariant[] =>
  [...new Set(variants.map(({ format }) => format))].map((format) => {
    const files = variants.filter((file) => file.format === format).toSorted(byWidth);
    return required(files.find(({ width }) => width >= TILE) ?? files.at(-1), 'a file of the photo');
  });

/** The same in a tile, of the smallest of its files. Pure. */
export const presentTile = (photo: ShownPhoto, alt: string): PictureView =>
  presentPicture({ ...photo, variants: tileFiles(photo) }, alt);

/**
 * What a list shows of a business beside its name: a photo, said in words, or its logo, which says the name again;
 * nothing where it has neither. Pure.
 */
export function presentCover(
  { locale, texts }: PageScope,
  photo: ShownPhoto | undefined,
  name: string,
): { readonly photo?: PictureView; readonly logo?: PictureView } {
  if (photo === undefined) return {};
  if (photo.kind === 'logo') return { logo: presentTile(photo, '') };
  return { photo: presentTile(photo, altOf(photo, locale) ?? texts.line('photos.alt', { listing: name })) };
}

/** What stands beside a post, said in words or by its title; nothing where it has no picture. Pure. */
export const presentPostPicture = (
  photo: ShownPhoto | undefined,
  title: string,
  locale: Locale,
): { readonly picture?: PictureView } =>
  photo ? { picture: presentPicture(photo, altOf(photo, locale) ?? title) } : {};

/** What the page of a business shows of its photos, the first one beside its name; nothing where it has none. Pure. */
export function presentListingPhotos(
  { locale, texts }: PageScope,
  { photos, logo }: ShownPhotos,
  name: string,
): { readonly cover?: PictureView; readonly photos?: readonly PictureView[]; readonly logo?: PictureView } {
  const fallback = texts.line('photos.alt', { listing: name });
  const [cover, ...others] = photos.map((photo) => presentPicture(photo, altOf(photo, locale) ?? fallback));
  return {
    ...(cover ? { cover } : {}),
    ...(others.length > 0 ? { photos: others } : {}),
    // Beside the name, which is written there: nothing more to be said.
    ...(logo ? { logo: presentPicture(logo, '', 192) } : {}),
  };
}

/** The picture of a photo that others show of a page: the largest that every program reads. Pure. */
export function sharedPicture(
  photo: ShownPhoto,
): { readonly path: string; readonly width: number; readonly height: number } | null {
  const largest = largestFile(photo);
  return largest ? { path: variantPath(photo, largest), width: largest.width, height: largest.height } : null;
}
