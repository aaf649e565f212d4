import { MOST_LINES, MOST_PIECES, orderInputSchema } from '@halles/contracts';
import {
  defineForm,
  formReader,
  type FormReader,
  type FormValues,
  type InputError,
  textOf,
} from '@halles/platform/forms';
import { z } from 'zod';
import { readPhone } from '../profiles';

const { name, note } = orderInputSchema.shape;

/** Who orders, and what they wish to say. A phone is read by the country of the shop: see `basketForm`. */
export const contactForm = defineForm({
  texts: 'orders',
  schema: z.object({
    name,
    email: z
      .string()
      .transform((text) => (text === '' ? null : text))
      .pipe(orderInputSchema.shape.email.unwrap()),
    phone: z.string().max(40).default(''),
    note,
  }),
  fields: {
    name: { autocomplete: 'name' },
    email: { type: 'email', autocomplete: 'email', inputmode: 'email', isUnmarked: true },
    phone: { type: 'tel', autocomplete: 'tel', inputmode: 'tel', isUnmarked: true },
    note: { control: 'text', isShort: true, maxlength: 1_000 },
  },
});

export const SLOT = 'slot';
const QUANTITY = /^q-([0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})$/;

/** Name of the field that says how many of a product are wanted. */
export const quantityField = (productId: string): string => `q-${productId}`;

/** A basket as its customer filled it in. */
export interface Basket {
  readonly lines: readonly { readonly productId: string; readonly quantity: number }[];
  /** Milliseconds since 1970. */
  readonly slotFrom: number;
  readonly name: string;
  readonly email: string | null;
  /** E.164. */
  readonly phone: string | null;
  readonly note: string | null;
}

/** Quantities by product; what is empty or nought is not wanted. Pure. */
export function quantitiesOf(values: FormValues): {
  readonly lines: Basket['lines'];
  readonly errors: Readonly<Record<string, InputError>>;
} {
  const lines: { productId: string; quantity: number }[] = [];
  const errors: Record<string, InputError> = {};
  for (const field of Object.keys(values)) {
    const productId = QUANTITY.exec(field)?.[1];
    const text = textOf(values, field);
    if (productId === undefined || text === '' || /^0+$/.test(text)) continue;
    const quantity = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
    if (quantity <= MOST_PIECES) lines.push({ productId, quantity });
    else errors[field] = { key: 'quantity', words: { most: String(MOST_PIECES) } };
  }
  return { lines, errors };
}

/**
 * A basket: how many of each product, when, and for whom.
 * @param department INSEE code of the shop's department, by which a phone is read
 */
export const basketForm = (department: string): FormReader<Basket> => ({
  read(posted) {
    const contact = contactForm.read(posted);
    return formReader<Basket>((values) => {
      const { lines, errors: wrong } = quantitiesOf(values);
      const errors: Record<string, InputError> = { ...wrong, ...(contact.ok ? {} : contact.errors) };
      if (lines.length === 0 && Object.keys(wrong).length === 0) errors['products'] = { key: 'products' };
      if (lines.length > MOST_LINES)
        errors['products'] = { key: 'tooMany', words: { most: String(MOST_LINES) } };
      const slot = textOf(values, SLOT);
      if (!/^\d{12,14}$/.test(slot)) errors[SLOT] = { key: SLOT };
      const phone = readPhone(textOf(values, 'phone'), department);
      if ('error' in phone) errors['phone'] = phone.error;
      else if (phone.value === null && textOf(values, 'email') === '') errors['email'] = { key: 'contact' };
      if (!contact.ok || Object.keys(errors).length > 0 || 'error' in phone) return { errors };
      return { input: { ...contact.input, phone: phone.value, lines, slotFrom: Number(slot) } };
    }).read(posted);
  },
});
