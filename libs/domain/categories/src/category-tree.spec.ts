import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Locale } from '@halles/kernel';
import { branches, categoryById, leavesOf, termsOf } from './category-index';
import { baseCategories } from './category-tree';
import { officeLeaves, itinerantLeaves, notPublicByNaf } from './data/not-public';
import { naf2025 } from './data/naf-2025';
import { nafRev2, nafRev2Label } from './naf-rev2';
import { isSchemaType } from './schema-types';

const ICONS = join(import.meta.dirname, '../../../../apps/portal/views/icons');
const { leaves } = baseCategories;

/** Words that name two kinds of place, by their stem, with the reason. Any other word is in one leaf only. */
const sharedSynonyms: Readonly<Record<string, string>> = {
  basket: 'A shoe, and the ball game.',
  brasserie: 'French says it of a restaurant and of a brewery.',
  pate: '"Pâté" and "pâtes" are one word where accents do not count.',
};

const repeated = (items: readonly string[]): string[] =>
  items.filter((item, position) => items.indexOf(item) !== position);

/** Stems that more than one leaf has in a language. */
function sharedStems(locale: Locale): string[] {
  const owners = new Map<string, Set<string>>();
  for (const term of leaves.flatMap((leaf) => termsOf(leaf, locale))) {
    owners.set(term.stem, (owners.get(term.stem) ?? new Set()).add(term.category.id));
  }
  return [...owners].filter(([, ids]) => ids.size > 1).map(([stem]) => stem);
}

describe('the tree of categories', () => {
  it('gives every leaf and branch an id of its own, in kebab-case', () => {
    const ids = [...baseCategories.branches.map((branch) => branch.id), ...leaves.map((leaf) => leaf.id)];
    expect(repeated(ids)).toEqual([]);
    expect(ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
  });

  it('draws every leaf and branch with an icon of the portal', () => {
    const icons = new Set([...baseCategories.branches, ...leaves].map((each) => each.icon));
    expect([...icons].filter((icon) => !existsSync(join(ICONS, `${icon}.svg`)))).toEqual([]);
  });

  it('describes every leaf with a type that schema.org has', () => {
    expect(leaves.filter((leaf) => !isSchemaType(leaf.schemaType)).map((leaf) => leaf.id)).toEqual([]);
  });

  it('names every leaf in two languages, and gives at least three words that people type', () => {
    const poor = leaves.filter(
      ({ label, plural, synonyms }) =>
        [label.fr, label.en, plural.fr, plural.en].some((text) => text.trim() === '') ||
        synonyms.fr.length < 3 ||
        synonyms.en.length < 1,
    );
    expect(poor.map((leaf) => leaf.id)).toEqual([]);
  });

  it('keeps a word to one leaf, unless its reason is declared', () => {
    const shared = [...new Set([...sharedStems('fr'), ...sharedStems('en')])].sort();
    expect(shared).toEqual(Object.keys(sharedSynonyms).sort());
  });

  it('repeats no word within a leaf', () => {
    const doubles = leaves.filter(
      (leaf) => repeated(leaf.synonyms.fr).length + repeated(leaf.synonyms.en).length > 0,
    );
    expect(doubles.map((leaf) => leaf.id)).toEqual([]);
  });

  it('maps a sub-class of NAF to one leaf, and only sub-classes that exist', () => {
    const codes = leaves.flatMap((leaf) => leaf.naf);
    expect(repeated(codes)).toEqual([]);
    const mentioned = [...codes, ...leaves.flatMap((leaf) => leaf.nafByName)];
    expect(mentioned.filter((code) => nafRev2Label(code) === undefined)).toEqual([]);
    expect(Object.keys(nafRev2)).toHaveLength(732);
  });

  it('narrows by name only what another leaf takes', () => {
    const main = new Set(leaves.flatMap((leaf) => leaf.naf));
    const idle = leaves.flatMap((leaf) => leaf.nafByName.filter((code) => leaf.naf.includes(code)));
    expect(idle).toEqual([]);
    const orphans = leaves.flatMap((leaf) => leaf.nafByName.filter((code) => !main.has(code)));
    // Offices to let are property companies' own: coworking is told by its name among them.
    expect([...new Set(orphans)]).toEqual(['68.20B']);
  });

  it('says once what an OpenStreetMap tag is', () => {
    const rules = leaves.flatMap((leaf) => leaf.osm.map((rule) => JSON.stringify(rule)));
    expect(repeated(rules)).toEqual([]);
  });

  it('refers to leaves that exist, and to no code that NAF has not', () => {
    const named = [...officeLeaves, ...itinerantLeaves, ...Object.values(naf2025)];
    expect(named.filter((id) => !id.startsWith('!') && categoryById(id) === undefined)).toEqual([]);
    const codes = Object.keys(nafRev2);
    expect(
      Object.keys(notPublicByNaf).filter((start) => !codes.some((code) => code.startsWith(start))),
    ).toEqual([]);
  });

  it('lists branches and their leaves in the order of menus', () => {
    expect(branches().map((branch) => branch.id)).toEqual(baseCategories.branches.map((branch) => branch.id));
    expect(leavesOf('food')[0]?.id).toBe('bakery');
    expect(branches().flatMap((branch) => leavesOf(branch.id))).toHaveLength(leaves.length);
    expect(leavesOf('nowhere')).toEqual([]);
  });
});
