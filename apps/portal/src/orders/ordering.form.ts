import { ORDER_KINDS, pickupRulesSchema } from '@halles/contracts';
import type { OrderingSettings } from '@halles/domain/orders';
import { defineForm, type FormValues, formValuesOf } from '@halles/platform/forms';
import { z } from 'zod';

/** A whole number as it is typed. */
const whole = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .pipe(z.int().min(least).max(most));

/** The same, or nothing. */
const wholeOrNothing = (least: number, most: number) =>
  z
    .string()
    .transform((text) => (text === '' ? null : text))
    .pipe(z.union([z.null(), whole(least, most)]));

const line = { inputmode: 'numeric', isShort: true, maxlength: 5 } as const;

/** Whether and how a shop takes orders. */
export const orderingForm = defineForm({
  texts: 'ordering',
  schema: z.object({
    isOpen: z.boolean(),
    kind: z.enum(ORDER_KINDS),
    length: whole(5, 720),
    notice: whole(0, 43_200),
    orders: wholeOrNothing(1, 10_000),
    horizon: whole(0, 365),
  }),
  fields: {
    isOpen: { control: 'box' },
    kind: { control: 'choice' },
    length: line,
    notice: line,
    orders: line,
    horizon: line,
  },
});

type OrderingAnswers = {
  readonly [K in 'isOpen' | 'kind' | 'length' | 'notice' | 'orders' | 'horizon']: unknown;
};

/** What the form is filled in with: what stands, or what most shops choose. Pure. */
export function orderingValues(settings: OrderingSettings | null): FormValues {
  const { length, notice, horizon, capacity } = settings?.pickup ?? pickupRulesSchema.parse({});
  const values: { readonly [K in keyof OrderingAnswers]: string } = {
    isOpen: settings?.isOpen === true ? 'yes' : '',
    kind: settings?.kind ?? 'order',
    length: String(length),
    notice: String(notice),
    orders: capacity.orders === undefined ? '' : String(capacity.orders),
    horizon: String(horizon),
  };
  return formValuesOf(values);
}
