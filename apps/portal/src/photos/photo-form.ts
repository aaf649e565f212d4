import { type Crop } from '@halles/platform/images';
import {
  type FocalPoint,
  LONGEST_ALT,
  type PhotoKind,
  checkedCrop,
  cropAround,
  focalPoints,
} from '@halles/domain/photos';
import { textOf } from '../accounts/form-fields';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A photo's number as an address has it, or null. Pure. */
export const photoIdOf = (segment: string): string | null => (UUID.test(segment) ? segment : null);

/** Numbers of photos in the order that a form sends, separated by commas. Pure. */
export const orderOf = (body: unknown): string[] =>
  textOf(body, 'order')
    .split(',')
    .slice(0, 100)
    .filter((id) => UUID.test(id));

export const kindOf = (value: string): PhotoKind => (value === 'logo' ? 'logo' : 'photo');

export type Way = 'earlier' | 'later' | 'first';
export const wayOf = (body: unknown): Way | null => {
  const way = textOf(body, 'way');
  return way === 'earlier' || way === 'later' || way === 'first' ? way : null;
};

/** A description on one line, null for none; undefined for one that is too long. Pure. */
export function altOfText(text: string): string | null | undefined {
  const line = text.replaceAll(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  if (line === '') return null;
  return [...line].length > LONGEST_ALT ? undefined : line;
}

const fraction = (body: unknown, name: string): number => {
  const text = textOf(body, name);
  return /^\d{1,4}$/.test(text) ? Number(text) / 1_000 : NaN;
};

/** What part of a photo a form asks for: `null` for all of it, `undefined` for what is no part. Pure. */
export function cropOfForm(body: unknown, ratio: number): Crop | null | undefined {
  const choice = textOf(body, 'cut');
  if ((focalPoints as readonly string[]).includes(choice)) return cropAround(choice as FocalPoint, ratio);
  if (choice !== 'own') return undefined;
  return (
    checkedCrop({
      left: fraction(body, 'left'),
      top: fraction(body, 'top'),
      width: fraction(body, 'width'),
      height: fraction(body, 'height'),
    }) ?? undefined
  );
}
