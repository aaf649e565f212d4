import {
  type Category,
  type CategoryMatch,
  type CategoryTree,
  matchBranch,
  matchCategory,
  categoriesOf,
} from '@halles/domain/categories';
import { type Degrees, toPlane } from '@halles/domain/geo';
import type { Locale } from '@halles/kernel';
import type { TenantTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { LookupRepository } from './lookup.repository';
import type { Suggestion } from './search-page';
import {
  type SuggestedListing,
  type SuggestedPlace,
  type SuggestedRows,
  SuggestionRepository,
} from './suggestion.repository';
import { TerritoryCentre } from './territory-centre.service';
import { categorySpellings, correctedWord } from './understanding/spelling';
import { type Token, tokenOf, tokensOfText, wordsOf } from './understanding/typed-text';
import { vocabularyOf } from './understanding/vocabulary';

const MOST = 8;
const MAX_CATEGORIES = 3;
const MAX_PLACES = 2;
/** Shorter beginnings are those of too many words. */
const SHORTEST_WORD = 3;
const SHORTEST = 2;

/** Ways to go on from what is being typed. */
@Injectable()
export class SuggestionReader {
  constructor(
    private readonly suggestions: SuggestionRepository,
    private readonly lookups: LookupRepository,
    private readonly centre: TerritoryCentre,
  ) {}

  async suggest(tx: TenantTx, text: string, locale: Locale, near: Degrees | null): Promise<Suggestion[]> {
    const tokens = tokensOfText(text);
    if (wholeOf(tokens).length < SHORTEST) return [];
    const origin = near ?? (await this.centre.of(tx));
    const found = await this.suggestAll(tx, tokens, locale, origin);
    if (found.length > 0) return found;
    const last = tokens.at(-1);
    const before = last && (await this.corrected(tx, tokens.slice(0, -1)));
    // The last word may be right as far as it goes.
    const there = before ? await this.suggestAll(tx, [...before, last], locale, origin) : [];
    if (there.length > 0) return there;
    const corrected = await this.corrected(tx, tokens);
    return corrected ? this.suggestAll(tx, corrected, locale, origin) : [];
  }

  private async suggestAll(
    tx: TenantTx,
    tokens: readonly Token[],
    locale: Locale,
    origin: Degrees,
  ): Promise<Suggestion[]> {
    const there = await this.categoryThere(tx, tokens, locale, origin);
    const found = await this.suggestFor(tx, tokens, locale, origin);
    return [...there, ...found].slice(0, MOST);
  }

  /** « boulangerie lil »: the category in the places whose names begin so. */
  private async categoryThere(
    tx: TenantTx,
    tokens: readonly Token[],
    locale: Locale,
    origin: Degrees,
  ): Promise<Suggestion[]> {
    const split = categoryAndRest(tokens, categoriesOf(tx.ctx));
    if (!split) return [];
    const rows = await this.suggestions.find(tx, {
      whole: split.rest,
      last: '',
      words: [],
      places: placeBeginnings(split.rest),
      origin: toPlane(origin),
    });
    const { id, plural } = split.category;
    return placesOnce(rows)
      .slice(0, MAX_PLACES)
      .map(({ label, detail }): Suggestion => {
        const where = detail === null ? label : `${label}, ${detail}`;
        return { kind: 'category', label: plural[locale], detail: where, id, where };
      });
  }

  private async suggestFor(
    tx: TenantTx,
    tokens: readonly Token[],
    locale: Locale,
    origin: Degrees,
  ): Promise<Suggestion[]> {
    const whole = wholeOf(tokens);
    const last = tokens.at(-1);
    const significant = tokens.filter(({ isSignificant }) => isSignificant);
    const isWord = last?.isSignificant === true && last.word.length >= SHORTEST_WORD;
    const rows = await this.suggestions.find(tx, {
      whole,
      last: isWord ? last.word : '',
      words: isWord ? significant.slice(0, -1).map(({ stem }) => stem) : [],
      places: placeBeginnings(whole),
      origin: toPlane(origin),
    });
    return mixed(categorySuggestions(tokens, categoriesOf(tx.ctx), locale), rows);
  }

  /** The words with the misspelled ones corrected; null where there is nothing to correct. */
  private async corrected(tx: TenantTx, tokens: readonly Token[]): Promise<Token[] | null> {
    const vocabulary = vocabularyOf(categoriesOf(tx.ctx));
    const significant = tokens.filter(
      ({ isSignificant, stem }) => isSignificant && !vocabulary.words.has(stem),
    );
    const spelled = await this.lookups.spellings(
      tx,
      significant.map(({ stem }) => stem),
    );
    let isCorrected = false;
    const corrected = tokens.map((token) => {
      if (!significant.includes(token)) return token;
      const candidates = spelled.get(token.stem) ?? [];
      if (candidates.some(({ word }) => word === token.stem)) return token;
      const word = correctedWord(token.stem, [...categorySpellings(token.stem, vocabulary), ...candidates]);
      isCorrected ||= word !== null;
      return word === null ? token : tokenOf(word);
    });
    return isCorrected ? corrected : null;
  }
}

/** The longest beginning that names a category, and what of a place comes after it; null where there is no such pair. */
function categoryAndRest(
  tokens: readonly Token[],
  tree: CategoryTree,
): { readonly category: Category; readonly rest: string } | null {
  for (let at = tokens.length - 1; at > 0; at -= 1) {
    const typed = wordsOf(tokens, { from: 0, until: at });
    const match = matchCategory(typed, tree).find(({ kind }) => kind === 'exact');
    const from = tokens.findIndex(({ isSignificant }, index) => index >= at && isSignificant);
    const rest = from < 0 ? '' : wordsOf(tokens, { from, until: tokens.length });
    if (match && rest.length >= SHORTEST) return { category: match.category, rest };
  }
  return null;
}

const wholeOf = (tokens: readonly Token[]): string => wordsOf(tokens, { from: 0, until: tokens.length });

/** Streets are also typed without their type. */
const placeBeginnings = (whole: string): string[] =>
  [
    '',
    'rue ',
    'rue de ',
    'rue du ',
    'rue de la ',
    'rue des ',
    'place ',
    'avenue ',
    'boulevard ',
    'la ',
    'le ',
    'les ',
  ].map((before) => before + whole);

/** Whether it is its label that answered, and no synonym. */
const isLabel = ({ category: { label, plural }, term }: CategoryMatch): boolean =>
  [label.fr, label.en, plural.fr, plural.en].includes(term);

/** Leaves before branches; the synonym that was typed tells why. */
function categorySuggestions(tokens: readonly Token[], tree: CategoryTree, locale: Locale): Suggestion[] {
  const from = Math.max(
    0,
    tokens.findIndex(({ isSignificant }) => isSignificant),
  );
  const typed = wordsOf(tokens, { from, until: tokens.length });
  // What is named so comes first; of what begins so, the tree has the most sought first.
  const order = new Map(tree.leaves.map(({ id }, at) => [id, at]));
  const matches = matchCategory(typed, tree).map((match) => ({ ...match, isLabel: isLabel(match) }));
  const rank = ({ kind, isLabel: named }: (typeof matches)[number]): number =>
    kind === 'exact' ? 0 : named ? 1 : 2;
  const placeOf = ({ kind, category }: (typeof matches)[number]): number =>
    kind === 'exact' ? 0 : (order.get(category.id) ?? 0);
  const leaves = matches
    .toSorted((one, other) => rank(one) - rank(other) || placeOf(one) - placeOf(other))
    .map(({ category, term, isLabel: named }): Suggestion => ({
      kind: 'category',
      label: category.plural[locale],
      detail: named ? null : term,
      id: category.id,
    }));
  const whole = matchBranch(typed, tree).map(({ id, label }): Suggestion => ({
    kind: 'category',
    label: label[locale],
    detail: null,
    id,
  }));
  return [...leaves, ...whole].slice(0, MAX_CATEGORIES);
}

const toListing = ({ id, slug, name, street, communeName }: SuggestedListing): Suggestion => ({
  kind: 'listing',
  label: name,
  detail: street === null ? communeName : `${street}, ${communeName}`,
  id: `${slug}-${id}`,
});

const toPlace = ({ id, kind, name, communeName }: SuggestedPlace): Suggestion => ({
  kind: 'place',
  label: name,
  detail: kind === 'commune' ? null : communeName,
  id: String(id),
});

const placesOnce = ({ places }: SuggestedRows): Suggestion[] => [
  ...new Map(places.map((place) => [place.id, toPlace(place)])).values(),
];

/** Categories first, then businesses, then places: some of each where there are some of each. */
function mixed(categories: readonly Suggestion[], rows: SuggestedRows): Suggestion[] {
  const { listings } = rows;
  const once = placesOnce(rows);
  const leastPlaces = Math.min(once.length, MAX_PLACES);
  const businesses = listings.slice(0, MOST - categories.length - leastPlaces).map(toListing);
  return [...categories, ...businesses, ...once].slice(0, MOST);
}
