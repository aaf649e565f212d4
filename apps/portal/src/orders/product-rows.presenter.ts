import { choiceCount, type OptionGroup } from '@halles/contracts';
import { type Product, weightWords } from '@halles/domain/catalogue';
import { differenceWords } from '@halles/domain/orders';
import { type FormState, textOf } from '@halles/platform/forms';
import type { PageScope } from '../rendering/page-scope';
import { amountField, choiceField, choicesText, chosenIn, isWanted, MAX_ROWS } from './basket.form';
import { inputWords } from './order-words';
import type { OptionGroupView, ProductRowView } from './order.view';

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
  take(wanted: number, { options }: Product): number {
    const each = choiceCount(options);
    const further = Math.min(wanted - 1, this.rows, each === 0 ? this.rows : Math.floor(this.choices / each));
    this.rows -= further;
    this.choices -= further * each;
    return 1 + further;
  }
}

/** The rows of a product: those that are filled in, and where it has options one more. Pure. */
export function rowsOf(
  product: Product,
  state: FormState,
  scope: PageScope,
  room: RoomForRows,
): ProductRowView[] {
  const { id, name, options } = product;
  const fields = Array.from({ length: MAX_ROWS }, (_, row) => amountField(product, row));
  const filled = fields.findLastIndex((field) => isWanted(textOf(state.values, field))) + 1;
  const shown = Math.max(1, options.length > 0 && filled > 0 ? filled + 1 : filled);
  return fields.slice(0, room.take(shown, product)).map((field, row) => {
    const chosen = new Set(chosenIn(state.values, id, row).map((choice) => choicesText([choice])));
    const error = state.errors[field];
    return {
      field,
      label: row === 0 ? name : `${name}, ${String(row + 1)}`,
      quantity: textOf(state.values, field) || '0',
      ...weightView(product, scope),
      ...(error === undefined ? {} : { error: inputWords(scope, error) }),
      groups: options.flatMap((_, index) => groupView(product, index, row, chosen, scope)),
    };
  });
}
