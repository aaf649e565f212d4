import { MAX_LIST_TEXT, ORDER_KINDS, type OrderKind, shoppingListInputSchema } from '@halles/contracts';
import { ListEmpty } from '@halles/domain/orders';
import {
  defineForm,
  formReader,
  type FormReader,
  type InputError,
  isRepeated,
  oneOf,
  textOf,
} from '@halles/platform/forms';
import { z } from 'zod';
import { readPhone } from '../../profiles';
import { type Basket, contactForm, SLOT } from '../checkout/basket.form';
import { KIND } from '../checkout/order.form';

/** What is written on a list; its photo stands beside it. */
export const listTextForm = defineForm({
  texts: 'lists',
  schema: z.object({ text: shoppingListInputSchema.shape.text.unwrap().unwrap() }),
  fields: { text: { control: 'text', isUnmarked: true, maxlength: MAX_LIST_TEXT } },
});

/** A list as its customer filled in the form. */
export interface WrittenList extends Omit<Basket, 'lines' | 'fulfilment' | 'collector'> {
  readonly text: string | null;
  /** What the page said that it becomes. */
  readonly kind: OrderKind;
}

/** Nothing was written, and there is no photo. */
const EMPTY = ListEmpty.definition.detail({});

/**
 * @param department INSEE code of the shop's department, by which a phone is read
 * @param hasPhoto a photo was sent along, so that nothing need be written
 */
export const listForm = (department: string, hasPhoto: boolean): FormReader<WrittenList> => ({
  read(posted) {
    const text = listTextForm.read(posted);
    const contact = contactForm.read(posted);
    return formReader<WrittenList>((values) => {
      const kind = oneOf(values, KIND, ORDER_KINDS);
      const slot = textOf(values, SLOT);
      const phone = readPhone(textOf(values, 'phone'), department);
      const isEmpty = text.ok && text.input.text === null && !hasPhoto;
      const errors: Record<string, InputError> = {
        ...(text.ok ? {} : text.errors),
        ...(isEmpty ? { text: { message: EMPTY, isSpecific: true } } : {}),
        ...(contact.ok ? {} : contact.errors),
        ...(/^\d{12,14}$/.test(slot) ? {} : { [SLOT]: { key: SLOT } }),
        ...('error' in phone ? { phone: phone.error } : {}),
      };
      const hasEmail = !isRepeated(values, 'email') && textOf(values, 'email') !== '';
      const isReachable = 'error' in phone || phone.value !== null || hasEmail;
      if (!isReachable) errors['email'] = { key: 'contact' };
      if (!text.ok || !contact.ok || 'error' in phone || kind === null || Object.keys(errors).length > 0) {
        const issues = [
          ...(isEmpty ? [{ pointer: '/text', message: EMPTY }] : []),
          ...[text, contact].flatMap((part) => (part.ok ? [] : part.error.errors)),
        ];
        return { errors, issues };
      }
      // Who collects it is named once it is an order.
      const { collector: _, ...customer } = contact.input;
      return { input: { ...customer, ...text.input, phone: phone.value, slotFrom: Number(slot), kind } };
    }).read(posted);
  },
});
