import { CANCELLATION_RULES, ORDER_KINDS, pickupRulesSchema, WEIGHT_TOLERANCE } from '@halles/contracts';
import type { Answering, OrderingSettings } from '@halles/domain/orders';
import {
  defineForm,
  formReader,
  type FormReader,
  type FormValues,
  formValuesOf,
  type InputErrors,
  optionalWholeNumber,
  textOf,
  wholeNumber,
} from '@halles/platform/forms';
import { phoneWords } from '@halles/kernel';
import { z } from 'zod';
import { readPhone } from '../../profiles';

/** Minutes that a slot may have: with others, customers would choose among times like 9 h 07, and among hundreds. */
const LENGTHS: readonly number[] = [5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 360, 480, 720];

const line = { inputmode: 'numeric', isShort: true, maxlength: 5 } as const;

/** Whether and how a shop takes orders. */
export const orderingForm = defineForm({
  texts: 'ordering',
  schema: z.object({
    isOpen: z.boolean(),
    kind: z.enum(ORDER_KINDS),
    takesLists: z.boolean(),
    length: wholeNumber(5, 720),
    notice: wholeNumber(0, 43_200),
    orders: optionalWholeNumber(1, 10_000),
    horizon: wholeNumber(0, 365),
    weightTolerance: optionalWholeNumber(0, WEIGHT_TOLERANCE.most),
    confirmsContact: z.boolean(),
    // A page that was opened before it was asked leaves it as it is.
    cancellation: z
      .literal('')
      .transform(() => null)
      .or(z.enum(CANCELLATION_RULES)),
    answer: optionalWholeNumber(5, 1_440),
    phone: z.string().max(40).default(''),
  }),
  fields: {
    isOpen: { control: 'box' },
    kind: { control: 'choice' },
    takesLists: { control: 'box' },
    length: line,
    notice: line,
    orders: line,
    horizon: line,
    weightTolerance: line,
    cancellation: { control: 'choice', options: CANCELLATION_RULES },
    confirmsContact: { control: 'box' },
    answer: line,
    phone: { type: 'tel', autocomplete: 'tel', inputmode: 'tel', maxlength: 40 },
  },
});

type OrderingFields = Exclude<ReturnType<typeof orderingForm.read>, { readonly ok: false }>['input'];

/** What the form says of a shop. */
type OrderingInput = Omit<OrderingFields, 'answer' | 'phone'> & Answering;

/**
 * The form with the phone as it is dialled.
 * @param department of the shop, by which a phone is read
 * @param length minutes of its slots so far, which it may keep; null where it never said any
 */
export const orderingReader = (
  department: string,
  length: number | null = null,
): FormReader<OrderingInput> => ({
  read(posted) {
    const fields = orderingForm.read(posted);
    return formReader<OrderingInput>((values) => {
      const phone = readPhone(textOf(values, 'phone'), department);
      const errors: InputErrors = {
        ...(fields.ok ? lengthErrors(fields.input.length, length) : fields.errors),
        ...('error' in phone ? { phone: phone.error } : {}),
      };
      if (!fields.ok || 'error' in phone || Object.keys(errors).length > 0) return { errors };
      const { answer: minutes, ...others } = fields.input;
      return { input: { ...others, minutes, phone: phone.value } };
    }).read(posted);
  },
});

/** What is wrong with the length of a slot: one that is neither usual nor what there was. Pure. */
const lengthErrors = (minutes: number, before: number | null): InputErrors =>
  LENGTHS.includes(minutes) || minutes === before
    ? {}
    : { length: { key: 'lengths', words: { list: LENGTHS.join(', ') } } };

type OrderingAnswers = { readonly [K in keyof OrderingFields]: unknown };

/** What the form is filled in with: what stands, or what most shops choose. Pure. */
export function orderingValues(settings: OrderingSettings | null, { minutes, phone }: Answering): FormValues {
  const { length, notice, horizon, capacity } = settings?.pickup ?? pickupRulesSchema.parse({});
  const values: { readonly [K in keyof OrderingAnswers]: string } = {
    isOpen: settings?.isOpen === true ? 'yes' : '',
    kind: settings?.kind ?? 'order',
    takesLists: settings?.takesLists === true ? 'yes' : '',
    length: String(length),
    notice: String(notice),
    orders: capacity.orders === undefined ? '' : String(capacity.orders),
    horizon: String(horizon),
    weightTolerance: String(settings?.weightTolerance ?? WEIGHT_TOLERANCE.usual),
    cancellation: settings?.cancellation ?? 'slot',
    confirmsContact: settings?.confirmsContact === true ? 'yes' : '',
    answer: minutes === null ? '' : String(minutes),
    phone: phone === null ? '' : phoneWords(phone),
  };
  return formValuesOf(values);
}
