import { setImmediate as othersTurn } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { ProductColumn, ProductInput, Variant } from '@halles/contracts';
import {
  areAlike,
  areWithinLimits,
  attributesOf,
  differences,
  isNameable,
  isSellable,
  type Product,
  type ProductFact,
  type SharedChanges,
  withVariants,
} from '@halles/domain/catalogue';
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
  'onRequest',
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
  onRequest: false,
  ean: null,
  content: null,
  variant: [],
});

/** What is known of the lines of a plan that are looked at together. */
export interface KnownLines {
  readonly cells: ReadonlyMap<number, Cells>;
  /** Of lines of further variants of products on sale, the group that each joins. */
  readonly further: ReadonlyMap<number, string>;
  /** Reads such a line over what is said of its product. */
  readFurther(line: number, like: ProductInput, group: string): PlannedLine;
}

interface Member {
  readonly variant: Variant;
  /** The line of the file that states this variant; null if the file does not mention it. */
  readonly line: number | null;
  /** The variant as stored, which remains if that line is invalid; null for a new one. */
  readonly before: Variant | null;
}

/** The members of each group as they would be after the import. */
function membersOf(lines: readonly PlannedLine[], products: readonly Product[]): Member[][] {
  const groups = new Map<string, Member[]>();
  const put = (group: string, member: Member): void => {
    const members = groups.get(group) ?? [];
    groups.set(group, members);
    members.push(member);
  };
  const changed = new Map(
    lines.flatMap((line) => (line.what === 'change' ? [[line.product.id, line] as const] : [])),
  );
  for (const { id, groupId, variant: before } of products) {
    const line = changed.get(id);
    const variant = line?.input.variant ?? before;
    const isAnew = line !== undefined && !isDeepStrictEqual(variant, before);
    put(groupId, { variant, before, line: isAnew ? line.line : null });
  }
  for (const line of lines)
    if (line.what === 'add' && line.group !== null)
      put(line.group, { variant: line.input.variant, line: line.line, before: null });
  return [...groups.values()];
}

const namesOf = (variant: Variant): string => JSON.stringify(variant.map(({ attribute }) => attribute));

/** What is wrong with lines as variants of one product: the first that differs from those before it, those that stay before others. Pure. */
function clashesOf(members: readonly Member[]): ReadonlyMap<number, KeyedError> {
  const anew = members.filter(({ line }) => line !== null);
  const ordered = anew.toSorted((one, other) => (one.line ?? 0) - (other.line ?? 0));
  const right = members.filter(({ line }) => line === null);
  const wrong = new Map<number, KeyedError>();
  const known = new Set(right.map(({ variant }) => JSON.stringify(variant)));
  for (const member of ordered) {
    const { variant, line } = member;
    const key = JSON.stringify(variant);
    const [first = member] = right;
    const problem =
      namesOf(variant) !== namesOf(first.variant)
        ? 'variantsNamed'
        : known.has(key)
          ? 'variantTwice'
          : areWithinLimits(attributesOf([...right, member]))
            ? null
            : 'variantsMany';
    if (line !== null && problem !== null) wrong.set(line, { key: problem });
    else {
      known.add(key);
      right.push(member);
    }
  }
  return wrong;
}

/** The same with what follows: where a line is wrong its product stays what it was, which no other line can be. Pure. */
function wrongMembers(members: readonly Member[]): ReadonlyMap<number, KeyedError> {
  const wrong = new Map<number, KeyedError>();
  for (;;) {
    const now = members.flatMap((member): Member[] => {
      if (member.line === null || !wrong.has(member.line)) return [member];
      return member.before === null ? [] : [{ ...member, variant: member.before, line: null }];
    });
    const found = clashesOf(now);
    if (found.size === 0) return wrong;
    for (const [line, error] of found) wrong.set(line, error);
  }
}

/** Lines by which a variant, in the file or not, could not be sold: what is said of one is said of all. */
function unsold(
  lines: readonly PlannedLine[],
  products: readonly Product[],
  { changes }: SharedChanges,
): ReadonlyMap<number, KeyedError> {
  const groups = new Map(products.map(({ id, groupId }) => [id, groupId]));
  const wrong = new Map<number, KeyedError>();
  for (const { id, input } of changes) {
    const isNamed = isNameable(input);
    if (isNamed && isSellable(input)) continue;
    const facts: readonly ProductFact[] = isNamed ? ['options', 'weighing'] : ['name'];
    const ofGroup = lines.flatMap((line) =>
      line.what === 'change' && line.product.groupId === groups.get(id) ? [line] : [],
    );
    const saying = ofGroup.filter((line) => facts.some((fact) => line.facts.includes(fact)));
    for (const { line } of saying.length > 0 ? saying : ofGroup)
      wrong.set(line, { key: isNamed ? 'othersPrice' : 'othersName' });
  }
  return wrong;
}

/** What is wrong with lines as variants of their products, by line. Pure. */
function wrongVariants(
  lines: readonly PlannedLine[],
  products: readonly Product[],
  shared: SharedChanges,
): ReadonlyMap<number, KeyedError> {
  const wrong = new Map(membersOf(lines, products).flatMap((members) => [...wrongMembers(members)]));
  const conflicts = new Set(shared.conflicts);
  for (const line of lines)
    if (line.what === 'change' && conflicts.has(line.product.id) && !wrong.has(line.line))
      wrong.set(line.line, { key: 'variantsDiffer' });
  return wrong.size > 0 ? wrong : unsold(lines, products, shared);
}

/** What lines say of products on sale, and of the other variants of each with it. */
const sharedBy = (lines: readonly PlannedLine[], products: readonly Product[]): SharedChanges =>
  withVariants(
    products,
    lines.flatMap((line) => (line.what === 'change' ? [{ id: line.product.id, input: line.input }] : [])),
  );

/** What is said of one variant is said of the others: of those in the file too. */
function changedTogether(lines: readonly PlannedLine[], { changes }: SharedChanges): PlannedLine[] {
  const inputs = new Map(changes.map(({ id, input }) => [id, input]));
  return lines.map((line): PlannedLine => {
    const input = line.what === 'change' || line.what === 'same' ? inputs.get(line.product.id) : undefined;
    if (input === undefined || !('product' in line)) return line;
    const { product } = line;
    return { what: 'change', line: line.line, product, input, facts: differences(product, input) };
  });
}

/** What is said of the product of each group once the file is imported. */
function groupsThen(
  products: readonly Product[],
  { changes }: SharedChanges,
): ReadonlyMap<string, ProductInput> {
  const inputs = new Map(changes.map(({ id, input }) => [id, input]));
  const groups = new Map<string, ProductInput>();
  for (const product of products)
    if (!groups.has(product.groupId)) groups.set(product.groupId, inputs.get(product.id) ?? product);
  return groups;
}

/** Further variants that are read before others have their turn. */
const LINES_A_TURN = 50;

/** Reads lines of further variants over what is said of their products then; anew only where that is something else. */
class FurtherVariants {
  private readonly lines = new Map<number, { readonly like: ProductInput; readonly line: PlannedLine }>();

  constructor(private readonly known: KnownLines) {}

  async read(
    lines: readonly PlannedLine[],
    groups: ReadonlyMap<string, ProductInput>,
    isMarked: (line: number) => boolean,
  ): Promise<PlannedLine[]> {
    const planned: PlannedLine[] = [];
    for (const line of lines) {
      if (planned.length % LINES_A_TURN === 0) await othersTurn();
      const group = this.known.further.get(line.line);
      const like = group === undefined ? undefined : groups.get(group);
      planned.push(
        group === undefined || like === undefined || isMarked(line.line)
          ? line
          : this.readOver(line.line, like, group),
      );
    }
    return planned;
  }

  private readOver(line: number, like: ProductInput, group: string): PlannedLine {
    const before = this.lines.get(line);
    if (before && areAlike(before.like, like)) return before.line;
    const read = this.known.readFurther(line, like, group);
    this.lines.set(line, { like, line: read });
    return read;
  }
}

/**
 * The lines of a file with what is wrong with them as variants of one product, and with what is said of all variants at once:
 * of those that the file adds to a product too. Where a line is wrong its product stays as it is, and others are looked at again.
 */
export async function plannedTogether(
  lines: readonly PlannedLine[],
  products: readonly Product[],
  known: KnownLines,
): Promise<PlannedLine[]> {
  const further = new FurtherVariants(known);
  const wrong = new Map<number, KeyedError>();
  for (;;) {
    const marked = lines.map((line): PlannedLine => {
      const error = wrong.get(line.line);
      if (!error) return line;
      const form = { values: {}, errors: { variant: error }, problem: null };
      return { what: 'wrong', line: line.line, cells: known.cells.get(line.line) ?? new Map(), form };
    });
    const shared = sharedBy(marked, products);
    const planned = await further.read(marked, groupsThen(products, shared), (line) => wrong.has(line));
    const found = wrongVariants(planned, products, shared);
    if (found.size === 0) return changedTogether(planned, shared);
    for (const [line, error] of found) wrong.set(line, error);
  }
}
