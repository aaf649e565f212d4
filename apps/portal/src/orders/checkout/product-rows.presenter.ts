import { choiceCount, type OptionGroup } from '@halles/contracts';
import { isOffered, isSoldOut, type Product, weightWords } from '@halles/domain/catalogue';
import { differenceWords } from '@halles/domain/orders';
import { allOf, type FormState, type FormValues, textOf } from '@halles/platform/forms';
import type { PageScope } from '../../rendering/page-scope';
import {
  amountField,
  choiceField,
  choicesText,
  chosenIn,
  isWanted,
  MAX_ROWS,
  productIn,
  variantField,
  shownAmount,
} from './basket.form';
import { MORE } from './order-buttons';
import { inputWords } from '../order-words';
import type { OptionGroupView, ProductRowView } from '../order.view';
import { variantLabel } from './product-facts.presenter';

/** What is chosen, and of how many: "Cuisson : un choix". Pure. */
function legendOf({ name: group, min, max }: OptionGroup, { texts }: PageScope): string {
  if (max === 1) return texts.line(min === 1 ? 'orders.options.one' : 'orders.options.oneOrNone', { group });
  if (min === 0) return texts.line('orders.options.upTo', { group, most: max });
  if (min === max) return texts.line('orders.options.exactly', { group, most: max });
  return texts.line('orders.options.between', { group, least: min, most: max });
}

/** A group of options, with those that were chosen in a row of the product. Pure. */
function groupView(
  { id, options, weighing }: Product,
  index: number,
  row: number,
  chosen: ReadonlySet<string>,
  scope: PageScope,
): OptionGroupView[] {
  const group = options[index];
  if (!group) return [];
  const name = choiceField(id, row, index);
  const isSingle = group.max === 1;
  const choices = group.choices.map((choice, place) => {
    const value = choicesText([{ group: group.name, name: choice.name }]);
    const difference =
      choice.cents === 0 ? [] : [differenceWords(choice.cents, scope.locale, weighing !== null)];
    const label = [choice.name, ...difference].join(' ');
    return { id: `${name}-${String(place)}`, value, label, checked: chosen.has(value) };
  });
  // Where a choice excludes the others and may be left out, there is a way back to none.
  const none = {
    id: `${name}-none`,
    value: '',
    label: scope.texts.line('orders.options.none'),
    checked: !choices.some(({ checked }) => checked),
  };
  return [
    {
      label: legendOf(group, scope),
      isSingle,
      name,
      choices: isSingle && group.min === 0 ? [none, ...choices] : choices,
    },
  ];
}

/** What is asked of goods that are sold by weight. Pure. */
export function weightView(
  { weighing }: Pick<Product, 'weighing'>,
  { texts, locale }: PageScope,
): { readonly weight?: string } {
  if (weighing?.by !== 'weight') return {};
  const words = (grams: number): string => weightWords(grams, locale);
  const [least, most, step] = [words(weighing.least), words(weighing.most), words(weighing.step)] as const;
  return {
    weight:
      least === most
        ? texts.line('orders.weighing.only', { least })
        : texts.line('orders.weighing.range', { least, most, step }),
  };
}

/** Rows that a page draws beyond the first of each product, and choices in them: whatever else was filled in travels unseen. */
const MAX_FURTHER = { rows: 60, choices: 400 } as const;

/** How many further rows a page has room for. */
export class RoomForRows {
  private rows: number = MAX_FURTHER.rows;
  private choices: number = MAX_FURTHER.choices;

  /** @returns how many of the rows of a product are drawn: one at least */
  take(wanted: number, variants: readonly Pick<Product, 'options'>[]): number {
    const each = choiceCount(variants[0]?.options ?? []) + (variants.length > 1 ? variants.length : 0);
    const further = Math.min(wanted - 1, this.rows, each === 0 ? this.rows : Math.floor(this.choices / each));
    this.rows -= further;
    this.choices -= further * each;
    return 1 + further;
  }
}

/** Where a row of a product is written: by which of its variants its fields are named, and which of their rows it is. */
interface RowPlace {
  readonly named: Product;
  readonly row: number;
}

/** Whether how much is said in a row. */
const isAmountIn = (values: FormValues, { named, row }: RowPlace): boolean =>
  isWanted(textOf(values, amountField(named, row)));

/** Whether anything is said in a row: a choice without an amount stays where it was made. */
const isWrittenIn = (values: FormValues, place: RowPlace): boolean =>
  isAmountIn(values, place) ||
  textOf(values, variantField(place.named.id, place.row)) !== '' ||
  place.named.options.some((_, group) =>
    allOf(values, choiceField(place.named.id, place.row, group)).some((text) => text !== ''),
  );

/** The rows that something is written in, one at least, and one more where another was asked for. Pure. */
function placesOf(variants: readonly Product[], { values }: FormState): RowPlace[] {
  const [product] = variants;
  if (!product) return [];
  const places = (named: Product): RowPlace[] =>
    Array.from({ length: MAX_ROWS }, (_, row) => ({ named, row }));
  const isWritten = (place: RowPlace): boolean => isWrittenIn(values, place);
  const all = places(product);
  const written =
    variants.length === 1
      ? all.slice(0, all.findLastIndex(isWritten) + 1)
      : variants.flatMap(places).filter(isWritten);
  // A row that waits for its amount is the further one.
  const isAskedFor = textOf(values, 'do') === MORE && written.every((place) => isAmountIn(values, place));
  const hasChoice = variants.length > 1 || product.options.length > 0;
  if (written.length > 0 && !(isAskedFor && hasChoice)) return written;
  // What a summary was made of is named by each variant itself: a further row takes a place that none of them has.
  const free = all.find((place) => !isWritten(place));
  return free ? [...written, free] : written;
}

/** The variants of which one is chosen in a row, with what each costs; nothing where there is one. Pure. */
function variantsView(
  variants: readonly Product[],
  { named, row }: RowPlace,
  state: FormState,
  scope: PageScope,
): Pick<ProductRowView, 'variants'> {
  if (variants.length === 1) return {};
  const chosen = productIn(state.values, named.id, row);
  // A row that nothing was written into has no choice yet, whichever variant its fields are named by.
  const isWritten =
    variantField(named.id, row) in state.values || isWanted(textOf(state.values, amountField(named, row)));
  return {
    variants: {
      name: variantField(named.id, row),
      options: variants.map((variant) => ({
        value: variant.id,
        label: variantLabel(variant, scope),
        selected: isWritten && variant.id === chosen,
        // What was chosen is sent again, so that what became of it is told: a browser sends nothing of what is disabled.
        disabled: (!isOffered(variant) || isSoldOut(variant)) && !(isWritten && variant.id === chosen),
      })),
    },
  };
}

/** The rows of a product, of which each has one of its variants. Pure. */
export function rowsOf(
  variants: readonly Product[],
  state: FormState,
  scope: PageScope,
  room: RoomForRows,
): ProductRowView[] {
  const [product] = variants;
  if (!product) return [];
  const places = placesOf(variants, state);
  return places.slice(0, room.take(places.length, variants)).map((place, index) => {
    const { named, row } = place;
    const field = amountField(named, row);
    const chosen = new Set(chosenIn(state.values, named.id, row).map((choice) => choicesText([choice])));
    const error = state.errors[field];
    return {
      field,
      label: index === 0 ? product.name : `${product.name}, ${String(index + 1)}`,
      quantity: shownAmount(state.values, field),
      ...weightView(product, scope),
      ...variantsView(variants, place, state, scope),
      ...(error === undefined ? {} : { error: inputWords(scope, error) }),
      groups: product.options.flatMap((_, group) =>
        groupView({ ...product, id: named.id }, group, row, chosen, scope),
      ),
    };
  });
}
