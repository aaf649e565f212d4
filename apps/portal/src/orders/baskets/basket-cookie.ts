import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { DAY, readCookie, SECOND } from '@halles/kernel';
import { formValuesOf, type FormValues, rawTextOf, textOf } from '@halles/platform/forms';
import { BASKET_COOKIE } from '../../rendering/basket-cookies';
import { FORM_KEY, formKeyIn, SLOT } from '../checkout/basket.form';
import { LINE, linesIn, lineValue, type SummaryLine } from '../checkout/order.form';
import { MODE } from '../checkout/order-fulfilment.form';

/** A basket as the browser of its customer stores it: nothing of who orders, which travels in the form alone. */
export interface StoredBasket {
  readonly listingId: number;
  /** With the prices that were seen. */
  readonly lines: readonly SummaryLine[];
  /** Key of the way to receive it. */
  readonly mode: string;
  /** Milliseconds since 1970; null while none is chosen. */
  readonly slotFrom: number | null;
  readonly note: string;
  /** Key of the form that it was filled in with, by which a place in the slot is held; null before there was one. */
  readonly formKey: string | null;
}

/** Why a browser does not store a basket: it is too large, or there are as many of other shops as there may be. */
export type StorageRefusal = 'too-large' | 'too-many';

/** A basket of goods alone, of which nothing else is chosen yet. Pure. */
export const basketOfLines = ({
  listingId,
  lines,
}: Pick<StoredBasket, 'listingId' | 'lines'>): StoredBasket => ({
  ...{ listingId, lines, mode: '', slotFrom: null, note: '', formKey: null },
});

/** How many shops somebody may have a basket of: as many as a tour leads to. */
export const MAX_BASKETS = 8;
/** How long a browser stores a basket that nobody changes. */
export const BASKET_LIFETIME = 30 * DAY;
/** Characters of one basket: browsers store 4,096 of a cookie with its name and attributes. */
const MAX_LENGTH = 3_800;
/** Of all baskets: a request has 16 kB for its headers. */
const MAX_TOGETHER = 10_000;
/** Bytes that a basket is unpacked to, at most. */
const MAX_UNPACKED = 32_768;
const ATTRIBUTES = 'Secure; HttpOnly; SameSite=Lax';
const NOTE = 'note';
const NAME = new RegExp(`(?:^|;)[ \\t]*${BASKET_COOKIE}(\\d{1,10})=`, 'g');
const PACKED = /^[\w-]+$/;

/** Name of the cookie of a shop's basket. Pure. */
export const cookieOf = (listingId: number): string => `${BASKET_COOKIE}${String(listingId)}`;

/** Value of Set-Cookie that takes the basket of a shop away. Pure. */
export const emptyCookie = (listingId: number): string =>
  `${cookieOf(listingId)}=; Path=/; Max-Age=0; ${ATTRIBUTES}`;

/** Fields of a form in few characters that cookies and addresses carry. Pure. */
function packed(fields: [string, string][]): string {
  const text = new URLSearchParams(fields).toString();
  return deflateRawSync(Buffer.from(text), { level: 9 }).toString('base64url');
}

/** The same as fields; null for what is none, or is far longer than it looks. Pure. */
function unpacked(text: string): FormValues | null {
  if (text.length > MAX_LENGTH || !PACKED.test(text)) return null;
  try {
    const bytes = inflateRawSync(Buffer.from(text, 'base64url'), { maxOutputLength: MAX_UNPACKED });
    const params = new URLSearchParams(bytes.toString());
    return formValuesOf(
      Object.fromEntries([LINE, MODE, SLOT, NOTE, FORM_KEY].map((name) => [name, params.getAll(name)])),
    );
  } catch {
    return null;
  }
}

const fieldsOfLines = (lines: readonly SummaryLine[]): [string, string][] =>
  lines.map((line) => [LINE, lineValue(line)]);

/** The goods of a basket alone, which somebody else may be given. Pure. */
export const packedLines = (lines: readonly SummaryLine[]): string => packed(fieldsOfLines(lines));

/** Those of such a text; none of what is no such text. Pure. */
export function unpackedLines(text: string): readonly SummaryLine[] {
  const values = unpacked(text);
  return values === null ? [] : linesIn(values).lines;
}

/** The form of a shop as it was filled in; without the goods, which it has no fields for yet. Pure. */
export const fieldsOf = ({
  lines,
  mode,
  slotFrom,
  note,
  formKey,
}: Omit<StoredBasket, 'listingId'>): FormValues =>
  formValuesOf({
    [LINE]: lines.map(lineValue),
    [MODE]: mode,
    [SLOT]: slotFrom === null ? '' : String(slotFrom),
    [NOTE]: note,
    [FORM_KEY]: formKey ?? '',
  });

/** The basket that a browser stores of a shop; null for none, and where what it sends is none of ours. Pure. */
export function storedBasket(cookies: string | undefined, listingId: number): StoredBasket | null {
  const text = readCookie(cookies, cookieOf(listingId));
  const values = text === null ? null : unpacked(text);
  if (values === null) return null;
  const { lines } = linesIn(values);
  if (lines.length === 0) return null;
  const slot = textOf(values, SLOT);
  return {
    ...{ listingId, lines, mode: textOf(values, MODE), note: rawTextOf(values, NOTE).trim() },
    slotFrom: /^\d{12,14}$/.test(slot) ? Number(slot) : null,
    formKey: formKeyIn(values),
  };
}

/** Those of all shops, the first that were stored first. Pure. */
export function storedBaskets(cookies: string | undefined): StoredBasket[] {
  const ids = new Set(Array.from((cookies ?? '').matchAll(NAME), ([, id]) => Number(id)));
  return [...ids].slice(0, MAX_BASKETS).flatMap((listingId) => storedBasket(cookies, listingId) ?? []);
}

/**
 * Value of Set-Cookie that has a browser store a basket, or why it does not.
 * @param cookies what it stores so far. Pure.
 */
export function storeBasket(
  cookies: string | undefined,
  { listingId, ...basket }: StoredBasket,
): { readonly cookie: string } | { readonly refusal: StorageRefusal } {
  const value = packed([
    ...fieldsOfLines(basket.lines),
    ...Object.entries({
      [MODE]: basket.mode,
      [SLOT]: basket.slotFrom === null ? '' : String(basket.slotFrom),
      [NOTE]: basket.note,
      [FORM_KEY]: basket.formKey ?? '',
    }).filter(([, text]) => text !== ''),
  ]);
  const others = storedBaskets(cookies).filter((one) => one.listingId !== listingId);
  if (others.length >= MAX_BASKETS) return { refusal: 'too-many' };
  const together = others.reduce(
    (sum, one) => sum + (readCookie(cookies, cookieOf(one.listingId))?.length ?? 0),
    value.length,
  );
  if (value.length > MAX_LENGTH || together > MAX_TOGETHER) return { refusal: 'too-large' };
  const maxAge = String(BASKET_LIFETIME / SECOND);
  return { cookie: `${cookieOf(listingId)}=${value}; Path=/; Max-Age=${maxAge}; ${ATTRIBUTES}` };
}
