import { emailAddress, MAX_LINES, nameLine } from '@halles/contracts';
import type { Order } from '@halles/domain/orders';
import { allOf, defineForm, type FormValues, formValuesOf } from '@halles/platform/forms';
import { z } from 'zod';

/** By which a customer withdraws: who, where the acknowledgement goes, and from which lines of the order, from 1. */
export const withdrawalForm = defineForm({
  texts: 'orders.withdrawal',
  schema: z.object({
    name: nameLine(100),
    email: emailAddress,
    lines: z
      .array(
        z
          .string()
          .regex(/^[1-9]\d?$/)
          .transform(Number),
      )
      .min(1)
      .max(MAX_LINES),
  }),
  fields: {
    name: { autocomplete: 'name' },
    email: { type: 'email', autocomplete: 'email', inputmode: 'email' },
    lines: { control: 'boxes' },
  },
});

/** What the form is filled in with: who ordered, and everything that may be withdrawn from. Pure. */
export const withdrawalValues = (
  { customer }: Pick<Order, 'customer'>,
  positions: readonly number[],
): FormValues =>
  formValuesOf({ name: customer?.name ?? '', email: customer?.email ?? '', lines: positions.map(String) });

/** Whether a line is chosen. Pure. */
export const isChosen = (values: FormValues, position: number): boolean =>
  allOf(values, 'lines').includes(String(position));
