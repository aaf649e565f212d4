import { OVERRIDABLE, type Overridable } from '@halles/domain/orders';
import { formReader, type FormReader, type FormValues, oneOf, textOf } from '@halles/platform/forms';
import { validate } from 'uuid';
import type { ConfirmedBasket } from '../checkout/order.form';

/** Which entry it is: sent twice, it is one order. */
export const ENTRY = 'entry';
/** What stands against the slot, as it was shown with the question. */
export const OVERRIDES = 'overrides';
/** The answer to it. */
export const SURE = 'sure';
/** The button that enters the order. */
export const ENTER = 'enter';

/** What was asked of the slot; null: nothing. Pure. */
export const askedIn = (values: FormValues): Overridable | null => oneOf(values, OVERRIDES, OVERRIDABLE);

/** Which entry was sent; null where nothing says so. Pure. */
export function entryIn(values: FormValues): string | null {
  const key = textOf(values, ENTRY);
  return validate(key) ? key : null;
}

/** An order as it is entered, once what was asked of its slot is answered. */
export const entryForm = (
  summary: FormReader<ConfirmedBasket>,
): FormReader<{ readonly basket: ConfirmedBasket; readonly overrides: Overridable | null }> => ({
  read(posted) {
    const basket = summary.read(posted);
    if (!basket.ok) return basket;
    return formReader<{ basket: ConfirmedBasket; overrides: Overridable | null }>((values) => {
      const asked = askedIn(values);
      return asked !== null && textOf(values, SURE) !== 'yes'
        ? { errors: { [SURE]: { key: SURE } } }
        : { input: { basket: basket.input, overrides: asked } };
    }).read(posted);
  },
});
