import { isDeepStrictEqual } from 'node:util';
import type { ProductColumn, ProductInput, Variant } from '@halles/contracts';
import { differences, type Product, sharedFactsOf, withVariants } from '@halles/domain/catalogue';
import type { KeyedError } from '@halles/platform/forms';
import type { PlannedLine } from './planned-line';
import type { Cells } from './product-cells';

/** What each variant has of its own; a line of a new one that says nothing in another column says what the others say. */
const OWN: ReadonlySet<ProductColumn> = new Set([
  'name',
  'variant',
  'price',
  'stock',
  'isAvailable',
  'ean',
  'content',
  'reference',
]);

/** What a line says that another variant of the same product does not say for it. Pure. */
export const ownCells = (cells: Cells): Cells =>
  new Map([...cells].filter(([column, cell]) => OWN.has(column) || cell.trim() !== ''));

/** What a new variant of a product is like before its line is read. Pure. */
export const blankVariant = (like: ProductInput): ProductInput => ({
  ...like,
  stock: null,
  isAvailable: true,
  ean: null,
  content: null,
  variant: [],
});

/** Whether two variants are said to be of one product: in another name, section or rule they are not. Pure. */
export const areAlike = (one: ProductInput, other: ProductInput): boolean =>
  isDeepStrictEqual(sharedFactsOf(one), sharedFactsOf(other));

interface Member {
  readonly variant: Variant;
  /** The line that says it, where it is said anew. */
  readonly line: number | null;
}

/** Members of each group as they would be, those that stay as they are before others. */
function membersOf(lines: readonly PlannedLine[], products: readonly Product[]): Member[][] {
  const groups = new Map<string, Member[]>();
  const put = (group: string, member: Member): void => {
    groups.set(group, [...(groups.get(group) ?? []), member]);
  };
  const changed = new Map(
    lines.flatMap((line) => (line.what === 'change' ? [[line.product.id, line] as const] : [])),
  );
  for (const { id, groupId, variant } of products)
    if (!changed.has(id)) put(groupId, { variant, line: null });
  for (const line of lines) {
    if (line.what === 'change') put(line.product.groupId, { variant: line.input.variant, line: line.line });
    if (line.what === 'add' && line.group !== null)
      put(line.group, { variant: line.input.variant, line: line.line });
  }
  return [...groups.values()];
}

const namesOf = (variant: Variant): string => JSON.stringify(variant.map(({ attribute }) => attribute));

/** What is wrong with lines as variants of their products, by line: the first that differs from those before it. Pure. */
function wrongVariants(
  lines: readonly PlannedLine[],
  products: readonly Product[],
): ReadonlyMap<number, KeyedError> {
  const wrong = new Map<number, KeyedError>();
  for (const members of membersOf(lines, products)) {
    if (members.length < 2) continue;
    const [first] = members;
    const known = new Set<string>();
    for (const { variant, line } of members) {
      const key = JSON.stringify(variant);
      if (line !== null && namesOf(variant) !== namesOf(first?.variant ?? []))
        wrong.set(line, { key: 'variantsNamed' });
      else if (line !== null && known.has(key)) wrong.set(line, { key: 'variantTwice' });
      known.add(key);
    }
  }
  const wanted = lines.flatMap((line) =>
    line.what === 'change' ? [{ id: line.product.id, input: line.input }] : [],
  );
  const { conflicts } = withVariants(products, wanted);
  for (const line of lines)
    if (line.what === 'change' && conflicts.includes(line.product.id) && !wrong.has(line.line))
      wrong.set(line.line, { key: 'variantsDiffer' });
  return wrong;
}

/** What is said of one variant is said of the others: of those in the file too. */
function changedTogether(lines: readonly PlannedLine[], products: readonly Product[]): PlannedLine[] {
  const wanted = lines.flatMap((line) =>
    line.what === 'change' ? [{ id: line.product.id, input: line.input }] : [],
  );
  const inputs = new Map(withVariants(products, wanted).changes.map(({ id, input }) => [id, input]));
  return lines.map((line): PlannedLine => {
    const input = line.what === 'change' || line.what === 'same' ? inputs.get(line.product.id) : undefined;
    if (input === undefined || !('product' in line)) return line;
    const { product } = line;
    return { what: 'change', line: line.line, product, input, facts: differences(product, input) };
  });
}

/**
 * The lines of a file with what is wrong with them as variants of one product, and with what is said of all variants at once.
 * What is wrong is left out, until nothing is. Pure.
 */
export function plannedTogether(
  lines: readonly PlannedLine[],
  products: readonly Product[],
  cellsOfLine: ReadonlyMap<number, Cells>,
): PlannedLine[] {
  let planned = lines;
  for (;;) {
    const wrong = wrongVariants(planned, products);
    if (wrong.size === 0) return changedTogether(planned, products);
    planned = planned.map((line): PlannedLine => {
      const error = wrong.get(line.line);
      if (!error) return line;
      const form = { values: {}, errors: { variant: error }, problem: null };
      return { what: 'wrong', line: line.line, cells: cellsOfLine.get(line.line) ?? new Map(), form };
    });
  }
}
