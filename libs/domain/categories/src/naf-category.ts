import { type NafNomenclature, parseNafCode } from '@halles/kernel';
import type { Category, CategoryTree } from './category';
import { type CategoryIndex, indexOf } from './category-index';
import { baseCategories } from './category-tree';
import { naf2025 } from './data/naf-2025';
import {
  type NotPublicReason,
  SOLE_TRADER,
  officeLeaves,
  itinerantLeaves,
  notPublicByLegalCategory,
  notPublicByNaf,
  notPublicReasons,
} from './data/not-public';
import { foldText, stemText } from '@halles/domain/text';
import { nafRev2, nafRev2Label } from './naf-rev2';

/** What else the register says of a row, where the importer has it. */
export interface RegisterFacts {
  /** INSEE's legal category of the company, four digits: `6540` for a property company, `1000` for a sole trader. */
  readonly legalCategory?: string | undefined;
  /** The sign or trade name of the establishment (enseigne, dénomination usuelle). */
  readonly tradeName?: string | undefined;
  /** The company's own name. */
  readonly legalName?: string | undefined;
}

/** What a row of the register is for the directory. */
export interface NafDecision {
  /** What it does, where the tree has a leaf for it; a business that is not public may have one too. */
  readonly category: Category | null;
  /** Whether it is a place that the public goes to. */
  readonly public: boolean;
  /** Why not; null for a public one. */
  readonly reason: NotPublicReason | null;
}

const notPublic = (reason: NotPublicReason, category: Category | null = null): NafDecision => ({
  category,
  public: false,
  reason,
});

const isReason = (text: string): text is NotPublicReason => Object.hasOwn(notPublicReasons, text);

/** The longest beginning of the code that the table knows. */
function reasonOfCode(code: string): NotPublicReason | undefined {
  for (let length = code.length; length > 0; length -= 1) {
    const start = code.slice(0, length);
    if (Object.hasOwn(notPublicByNaf, start)) return notPublicByNaf[start];
  }
  return undefined;
}

function decideRev2(code: string, { byNaf }: CategoryIndex): NafDecision {
  const category = byNaf.get(code);
  if (category !== undefined) {
    return itinerantLeaves.has(category.id)
      ? notPublic('itinerant', category)
      : { category, public: true, reason: null };
  }
  const known = nafRev2Label(code) !== undefined;
  return notPublic((known ? reasonOfCode(code) : undefined) ?? 'unknown-activity');
}

/** By class: the table of what changed, else what all sub-classes of the same class were in rev. 2. */
function decide2025(code: string, index: CategoryIndex): NafDecision {
  const nafClass = code.slice(0, 5);
  const changed = Object.hasOwn(naf2025, nafClass) ? naf2025[nafClass] : undefined;
  if (changed?.startsWith('!')) {
    const reason = changed.slice(1);
    return notPublic(isReason(reason) ? reason : 'unknown-activity');
  }
  if (changed !== undefined) {
    const category = index.byId.get(changed) ?? null;
    return { category, public: true, reason: null };
  }
  const before = Object.keys(nafRev2).filter((known) => known.startsWith(nafClass));
  const [first, ...others] = before.map((known) => decideRev2(known, index));
  const agreed = others.every(
    ({ category, reason }) => category === first?.category && reason === first.reason,
  );
  return first !== undefined && agreed ? first : notPublic('unknown-activity');
}

/** The narrower leaf that the name speaks of, among those that declared this code ("PIZZERIA ROMA" of 56.10A). */
function narrowedByName(code: string, facts: RegisterFacts, index: CategoryIndex): Category | undefined {
  const candidates = index.byNameOfNaf.get(code) ?? [];
  if (candidates.length === 0) return undefined;
  const name = ` ${stemText(foldText(`${facts.tradeName ?? ''} ${facts.legalName ?? ''}`))} `;
  let found: { readonly category: Category; readonly length: number } | undefined;
  for (const { category, stems } of candidates) {
    for (const stem of stems) {
      if (stem.length > (found?.length ?? 0) && name.includes(` ${stem} `)) {
        found = { category, length: stem.length };
      }
    }
  }
  return found?.category;
}

/**
 * What a row of the register is: its leaf, and whether it is a place that the public goes to, with the reason where not.
 * Total: a code that nobody knows is `unknown-activity`. Property companies, holdings, co-ownerships, wholesale, industry…
 * are told by their code or legal category; a sole trader with an office trade and no trade name is taken for a home office.
 * @param code a sub-class, with or without its dot
 */
export function categoryOfNaf(
  code: string,
  nomenclature: NafNomenclature,
  facts: RegisterFacts = {},
  tree: CategoryTree = baseCategories,
): NafDecision {
  const index = indexOf(tree);
  const parsed = parseNafCode(code);
  if (parsed === null) return notPublic('unknown-activity');
  const legal = facts.legalCategory ?? '';
  const byLegal = Object.hasOwn(notPublicByLegalCategory, legal)
    ? notPublicByLegalCategory[legal]
    : undefined;
  if (byLegal !== undefined) return notPublic(byLegal);
  const decided = nomenclature === 'NAFRev2' ? decideRev2(parsed, index) : decide2025(parsed, index);
  if (!decided.public) return decided;
  const category =
    (nomenclature === 'NAFRev2' ? narrowedByName(parsed, facts, index) : undefined) ?? decided.category;
  const nameless = (facts.tradeName ?? '').trim() === '';
  const atHome =
    category !== null && officeLeaves.has(category.id) && legal.startsWith(SOLE_TRADER) && nameless;
  return atHome ? notPublic('home-office', category) : { category, public: true, reason: null };
}
