import { OVERRIDABLE, type Overridable } from '@halles/domain/orders';
import type { Locale } from '@halles/kernel';
import { allOf, formReader, type FormReader, type FormValues, oneOf, textOf } from '@halles/platform/forms';
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

/** The language of what its customer is sent. */
export const LANGUAGE = 'language';
export const LANGUAGES: readonly Locale[] = ['fr', 'en'];

/** What was asked of the slot. Pure. */
export const askedIn = (values: FormValues): readonly Overridable[] => {
  const asked = new Set(allOf(values, OVERRIDES));
  return OVERRIDABLE.filter((one) => asked.has(one));
};

/** The language that its customer is written to in. @param own of who enters the order. Pure. */
export const languageIn = (values: FormValues, own: Locale): Locale =>
  oneOf(values, LANGUAGE, LANGUAGES) ?? own;

/** Which entry was sent; null where nothing says so. Pure. */
export function entryIn(values: FormValues): string | null {
  const key = textOf(values, ENTRY);
  return validate(key) ? key : null;
}

/** An order as it is entered, once what was asked of its slot is answered. */
export const entryForm = (
  summary: FormReader<ConfirmedBasket>,
): FormReader<{ readonly basket: ConfirmedBasket; readonly overrides: readonly Overridable[] }> => ({
  read(posted) {
    const basket = summary.read(posted);
    if (!basket.ok) return basket;
    return formReader<{ basket: ConfirmedBasket; overrides: readonly Overridable[] }>((values) => {
      const asked = askedIn(values);
      return asked.length > 0 && textOf(values, SURE) !== 'yes'
        ? { errors: { [SURE]: { key: SURE } } }
        : { input: { basket: basket.input, overrides: asked } };
    }).read(posted);
  },
});
