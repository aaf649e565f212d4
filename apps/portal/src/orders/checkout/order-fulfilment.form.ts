import { type ChosenFulfilment, deliveryAddressSchema, MAX_FEE_CENTS } from '@halles/contracts';
import { defineForm, type FormValues, type InputError, PostedForm, textOf } from '@halles/platform/forms';

/** The field that says how the order is received: a fulfilment, or the id of a collection point. */
export const MODE = 'mode';
/** The field that says whose slots the page showed. */
export const SHOWN = 'shown';
/** What the summary said that delivery or sending costs. */
export const FEE = 'fee';
/** The button that shows the slots of another way to receive it. */
export const SWITCH = 'mode';

/** The button that says whether something is delivered at the address. */
export const CHECK = 'check';

const IS_POINT = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const CENTS = /^\d{1,6}$/;

/** Where an order is delivered or sent to. */
export const addressForm = defineForm({
  texts: 'orders',
  schema: deliveryAddressSchema,
  fields: {
    street: { autocomplete: 'address-line1' },
    postalCode: { autocomplete: 'postal-code', inputmode: 'numeric', isShort: true, maxlength: 5 },
    city: { autocomplete: 'address-level2' },
  },
});

/** Whether who fills the form in wants to receive the order in another way than the page shows. Pure. */
export const isSwitched = (values: FormValues): boolean =>
  textOf(values, 'do') === SWITCH ||
  (textOf(values, SHOWN) !== '' && textOf(values, MODE) !== textOf(values, SHOWN));

/** The fee that a summary said; null for none. Pure. */
function feeIn(values: FormValues): number | null {
  const text = textOf(values, FEE);
  return CENTS.test(text) ? Math.min(Number(text), MAX_FEE_CENTS) : null;
}

/** How an order is to be received, as the form says it; in the shop where it says nothing, as forms of the version before. Pure. */
export function fulfilmentIn(
  values: FormValues,
):
  | { readonly chosen: ChosenFulfilment }
  | { readonly chosen: null; readonly errors: Readonly<Record<string, InputError>> } {
  const mode = textOf(values, MODE);
  if (mode === '' || mode === 'pickup') return { chosen: { mode: 'pickup' } };
  if (IS_POINT.test(mode)) return { chosen: { mode: 'collection-point', pointId: mode } };
  if (mode !== 'delivery' && mode !== 'post') return { chosen: null, errors: { [MODE]: { key: MODE } } };
  const address = addressForm.read(new PostedForm(values, null));
  if (!address.ok) return { chosen: null, errors: address.errors };
  return { chosen: { mode, address: address.input, feeCents: feeIn(values) } };
}

/** The same as the summary sends it again. Pure. */
export function fulfilmentFields(
  chosen: ChosenFulfilment,
): readonly { readonly name: string; readonly value: string }[] {
  if (chosen.mode === 'pickup') return [{ name: MODE, value: 'pickup' }];
  if (chosen.mode === 'collection-point') return [{ name: MODE, value: chosen.pointId }];
  const { mode, address, feeCents } = chosen;
  return [
    { name: MODE, value: mode },
    { name: 'street', value: address.street },
    { name: 'postalCode', value: address.postalCode },
    { name: 'city', value: address.city },
    ...(feeCents === null ? [] : [{ name: FEE, value: String(feeCents) }]),
  ];
}

/** A choice with what it costs today. Pure. */
export const withFee = (chosen: ChosenFulfilment, feeCents: number): ChosenFulfilment =>
  'feeCents' in chosen ? { ...chosen, feeCents } : chosen;
