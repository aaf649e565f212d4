import { pathToFile } from '@halles/contracts';
import type { Crop, OutputFormat } from '@halles/platform/untrusted-files';

/** A photograph of the place, the sign of the business, something that it sells, or what a post of it tells of. */
export type PhotoKind = 'photo' | 'logo' | 'product' | 'post';

/** One of the files of a photo: a width in a format. */
export interface PhotoVariant {
  readonly format: OutputFormat;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** What a page needs to show a photo. */
export interface ShownPhoto {
  readonly id: string;
  readonly listingId: number;
  /** Below which number its files lie: that of the listing that it was put on. */
  readonly folder: number;
  readonly kind: PhotoKind;
  readonly altFr: string | null;
  readonly altEn: string | null;
  /** Part of its addresses: another content is another hash. */
  readonly hash: string;
  readonly variants: readonly PhotoVariant[];
}

/** The picture that stands for each of some listings, by listing; one that has none is not there. */
export type Covers = ReadonlyMap<number, ShownPhoto>;

/** A photo as those who keep the listing have it. */
export interface Photo extends ShownPhoto {
  /** What it shows, of kind `product`. */
  readonly productId: string | null;
  /** The post that it stands beside, of kind `post`. */
  readonly postId: string | null;
  readonly rank: number;
  readonly master: 'jpeg' | 'png';
  /** The part of it that is shown; null for all of it. */
  readonly crop: Crop | null;
  /** All its files together. */
  readonly bytes: number;
  /** The whole picture alone; null where it was stored before that was noted. */
  readonly masterBytes: number | null;
  readonly createdAt: Date;
  /** Since when it is taken off; null while it is shown. */
  readonly removedAt: Date | null;
}

/** The bytes that its files take: once it is taken off, nobody is served any but the whole picture stays. Pure. */
export const heldBytes = ({ bytes, masterBytes, removedAt }: Photo): number =>
  removedAt === null ? bytes : (masterBytes ?? bytes);

/** Photographs that a listing may have, the logo aside. */
export const MAX_PHOTOS = 20;

/** Photographs that a product may have. */
export const MAX_PRODUCT_PHOTOS = 5;

/** Longest description of a photo, characters. */
export const LONGEST_ALT = 200;

const EXTENSIONS = { avif: 'avif', webp: 'webp', jpeg: 'jpg', png: 'png' } as const satisfies Record<
  OutputFormat,
  string
>;

/** Name of a file of a photo. Pure. */
export const variantFile = (
  hash: string,
  { width, format }: Pick<PhotoVariant, 'width' | 'format'>,
): string => `${hash}-${width}.${EXTENSIONS[format]}`;

/** Address of a file of a photo on its tenant's host, below `/media/`. Pure. */
export const variantPath = (
  { folder, hash }: Pick<ShownPhoto, 'folder' | 'hash'>,
  variant: Pick<PhotoVariant, 'width' | 'format'>,
): string => pathToFile('media', { listing: folder, file: variantFile(hash, variant) });

/** The largest of its files that every program reads; null where it has none. Pure. */
export const largestFile = ({ variants }: Pick<ShownPhoto, 'variants'>): PhotoVariant | null =>
  variants
    .filter(({ format }) => format === 'jpeg')
    .toSorted((one, other) => one.width - other.width)
    .at(-1) ?? null;

/** Where somebody wants the middle of a picture to be: what a choice among a few words says. */
export const focalPoints = ['whole', 'centre', 'top', 'bottom', 'left', 'right'] as const;
export type FocalPoint = (typeof focalPoints)[number];

/** Width by height of what is cut. */
const RATIO = 4 / 3;

/**
 * The largest part of four to three that keeps a side of a picture; null for the whole. Pure.
 * @param ratio width by height of the picture
 */
export function cropAround(point: FocalPoint, ratio: number): Crop | null {
  if (point === 'whole') return null;
  const width = Math.min(1, RATIO / ratio);
  const height = Math.min(1, ratio / RATIO);
  const left = point === 'left' ? 0 : point === 'right' ? 1 - width : (1 - width) / 2;
  const top = point === 'top' ? 0 : point === 'bottom' ? 1 - height : (1 - height) / 2;
  return { left, top, width, height };
}

/** Smallest part of a side that may be cut out. */
const LEAST_PART = 0.1;

/** A crop rectangle from a form, in fractions of the picture; null if it is not valid. Pure. */
export function checkedCrop(crop: Crop): Crop | null {
  const { left, top, width, height } = crop;
  const isPart = (from: number, size: number): boolean =>
    Number.isFinite(from) &&
    Number.isFinite(size) &&
    from >= 0 &&
    size >= LEAST_PART &&
    from + size <= 1.0005;
  return isPart(left, width) && isPart(top, height) ? { left, top, width, height } : null;
}

/**
 * Ids in a new order, out of what is there and what was asked for: what is unknown is left out, what was not named
 * keeps its place behind. Pure.
 */
export function arranged(present: readonly string[], wanted: readonly string[]): string[] {
  const known = new Set(present);
  const named = [...new Set(wanted)].filter((id) => known.has(id));
  return [...named, ...present.filter((id) => !named.includes(id))];
}

/** Where a photo goes among the others. */
export type PhotoMove = 'earlier' | 'later' | 'first';

/** Ids with one of them moved one place, or to the front; one that is not among them moves nothing. Pure. */
export function moved(ids: readonly string[], id: string, way: PhotoMove): string[] {
  const at = ids.indexOf(id);
  if (at === -1) return [...ids];
  const to = { earlier: Math.max(0, at - 1), later: at + 1, first: 0 }[way];
  return ids.toSpliced(at, 1).toSpliced(to, 0, id);
}

/** The photos of a listing as those who keep it see them. */
export interface PhotoAlbum {
  readonly photos: readonly Photo[];
  readonly logo: Photo | null;
  /** Taken off within the last day, the last first: each can be put back. */
  readonly removed: readonly Photo[];
}

/** What a listing shows. */
export interface ShownPhotos {
  readonly photos: readonly ShownPhoto[];
  readonly logo: ShownPhoto | null;
}
