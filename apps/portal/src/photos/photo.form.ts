import {
  type FocalPoint,
  LONGEST_ALT,
  type PhotoKind,
  checkedCrop,
  cropAround,
  focalPoints,
} from '@halles/domain/photos';
import {
  defineForm,
  type FormReader,
  formReader,
  type FormValues,
  oneOf,
  textOf,
} from '@halles/platform/forms';
import type { Crop } from '@halles/platform/untrusted-files';
import { z } from 'zod';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A photo's number as an address has it, or null. Pure. */
export const photoIdOf = (segment: string): string | null => (UUID.test(segment) ? segment : null);

/** What may just have been done: each has a sentence, and is what `fait` says in the address of the page that follows. */
export const photoNotices = ['added', 'removed', 'restored', 'arranged', 'described', 'cut'] as const;
export type PhotoNotice = (typeof photoNotices)[number];

/** The photo that was just taken off, as the address of the album says; anything else counts as none. */
export const removedQuery = z.object({ photo: z.string().regex(UUID).optional().catch(undefined) });

/** A description on one line. Pure. */
const oneLineOf = (text: string): string => text.replaceAll(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();

const isShort = (text: string): boolean => [...text].length <= LONGEST_ALT;

const alt = z
  .string()
  .transform(oneLineOf)
  .refine(isShort)
  .transform((text) => text || null);

/** A description on one line, null for none; undefined for one that is too long. Pure. */
export const describedAs = (text: string): string | null | undefined => alt.safeParse(text).data;

/** The same, null for one that is too long too. Pure. */
export const altTyped = (text: string): string | null => describedAs(text) ?? null;

/** What a photo shows, said to who does not see it. */
export const descriptionForm = defineForm({
  texts: 'photos.describe',
  schema: z.object({ altFr: alt, altEn: alt }),
  fields: { altFr: { maxlength: LONGEST_ALT, isUnmarked: true }, altEn: { maxlength: LONGEST_ALT } },
});

/** Which way a photo moves in its album. */
export const moveForm = defineForm({
  texts: 'photos.move',
  schema: z.object({ way: z.enum(['earlier', 'later', 'first']) }),
  fields: { way: { control: 'hidden' } },
});

/** The photos of an album in their new order: their numbers, separated by commas. */
export const orderForm = formReader((values) => ({
  input: textOf(values, 'order')
    .split(',')
    .slice(0, 100)
    .filter((id) => UUID.test(id)),
}));

/** The kind of photo that a form asks for. Pure. */
export const kindOf = (value: string): PhotoKind => (value === 'logo' ? 'logo' : 'photo');

const fraction = (values: FormValues, name: string): number => {
  const text = textOf(values, name);
  return /^\d{1,4}$/.test(text) ? Number(text) / 1_000 : NaN;
};

/** What part of a photo is shown: null for all of it. @param ratio the photo's width by its height */
export const cropForm = (ratio: number): FormReader<Crop | null> =>
  formReader((values) => {
    const crop = cropOf(values, ratio);
    return crop === undefined ? { errors: { cut: { key: 'cut' } } } : { input: crop };
  });

/** `null` for all of a photo, `undefined` for what is no part of it. */
function cropOf(values: FormValues, ratio: number): Crop | null | undefined {
  const point = oneOf<FocalPoint>(values, 'cut', focalPoints);
  if (point !== null) return cropAround(point, ratio);
  if (textOf(values, 'cut') !== 'own') return undefined;
  const [left, top, width, height] = ['left', 'top', 'width', 'height'].map((name) => fraction(values, name));
  return (
    checkedCrop({ left: left ?? NaN, top: top ?? NaN, width: width ?? NaN, height: height ?? NaN }) ??
    undefined
  );
}
