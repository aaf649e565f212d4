import { basketLineSchema, MOST_LINES, ORDER_KINDS, type OrderKind } from '@halles/contracts';
import {
  allOf,
  formReader,
  type FormReader,
  type FormValues,
  formValuesOf,
  oneOf,
  PostedForm,
} from '@halles/platform/forms';
import { type Basket, basketForm, quantityField } from './basket.form';

/** A line of the summary, with the price that its customer saw. */
export interface SummaryLine {
  readonly productId: string;
  readonly quantity: number;
  readonly unitCents: number;
}

export interface ConfirmedBasket extends Omit<Basket, 'lines'> {
  /** What the summary said that it is. */
  readonly kind: OrderKind;
  readonly lines: readonly SummaryLine[];
}

export const LINE = 'line';
export const KIND = 'kind';
const LINE_VALUE = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):(\d{1,3}):(\d{1,8})$/;

/** How a line stands in the summary. Pure. */
export const lineValue = ({ productId, quantity, unitCents }: SummaryLine): string =>
  `${productId}:${String(quantity)}:${String(unitCents)}`;

/** The lines of a summary; what is none is left out. Pure. */
function linesIn(values: FormValues): SummaryLine[] {
  return allOf(values, LINE).flatMap((text) => {
    const [, productId, quantity, unitCents] = LINE_VALUE.exec(text) ?? [];
    if (productId === undefined) return [];
    const line = { productId, quantity: Number(quantity), unitCents: Number(unitCents) };
    return basketLineSchema.safeParse(line).success ? [line] : [];
  });
}

/** The values of the basket's form that a summary was made of: what it is filled in with again. Pure. */
export const basketValues = (values: FormValues): FormValues => ({
  ...values,
  ...formValuesOf(
    Object.fromEntries(
      linesIn(values).map(({ productId, quantity }) => [quantityField(productId), String(quantity)]),
    ),
  ),
});

/** The summary that is ordered: the same basket, with the prices that were shown. */
export const summaryForm = (department: string): FormReader<ConfirmedBasket> => ({
  read(posted) {
    const lines = linesIn(posted.values);
    const basket = basketForm(department).read(
      new PostedForm(basketValues(posted.values), posted.limitReached),
    );
    if (!basket.ok) return basket;
    const kind = oneOf(posted.values, KIND, ORDER_KINDS);
    return formReader<ConfirmedBasket>(() =>
      kind === null || lines.length === 0 || lines.length > MOST_LINES
        ? { errors: { products: { key: 'products' } } }
        : { input: { ...basket.input, kind, lines } },
    ).read(posted);
  },
});
