import { branches, categoryById, type CategoryTree, categoriesOf } from '@halles/domain/categories';
import { foldName } from '@halles/domain/text';
import { toPlane } from '@halles/domain/geo';
import { Clock, isCommuneCode } from '@halles/kernel';
import { ChangeBus, type TenantTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { LookupMemory } from './lookup-memory';
import { type LookupAnswer, type LookupRequest, LookupRepository } from './lookup.repository';
import { type FoundPlace, PlaceRepository } from './place.repository';
import type { KeyReference, SearchKey } from './search-key';
import type { SearchQuery } from './search-query';
import { TerritoryCentre } from './territory-centre.service';
import { type Candidate, candidateOf, type SearchScope } from './understanding/candidate';
import { identifierOf } from './understanding/identifiers';
import { bareStreetNames, partialStreetPattern, placeNames } from './understanding/place-names';
import { LONGEST_PLACE, type PlacesByName, readTokens, termsOf } from './understanding/reading';
import { categorySpellings, correctedWord, type Spelling } from './understanding/spelling';
import {
  bareStreetInterpretations,
  goodsInterpretation,
  keyName,
  relaxedInterpretations,
  strictInterpretations,
  hasCategory,
  restSpan,
  unknownWords,
  type TextAnalysis,
} from './understanding/interpretations';
import { readTime } from './understanding/time-words';
import {
  phraseOf,
  type Span,
  spansOf,
  type Token,
  tokenOf,
  tokensOfText,
  wordsOf,
} from './understanding/typed-text';
import { NO_WORDS, type Vocabulary, vocabularyOf } from './understanding/vocabulary';

const POSTAL_CODE = /^\d{5}$/;
const SHORTEST_BEGINNING = 3;

function byFoldedName(places: readonly FoundPlace[]): PlacesByName {
  const groups = new Map<string, FoundPlace[]>();
  for (const place of places) groups.set(place.foldedName, [...(groups.get(place.foldedName) ?? []), place]);
  return groups;
}

const allNames = (tokens: readonly Token[], namesOf: typeof placeNames): string[] =>
  spansOf(tokens, LONGEST_PLACE).flatMap((span) => namesOf(tokens, span));

/** In the box for places streets are typed without their type too. */
const whereNames = (tokens: readonly Token[], span: Span): string[] => [
  ...placeNames(tokens, span),
  ...bareStreetNames(tokens, span),
];

/** The key of a leaf or branch in sight, or null. */
function categoryKey(id: string, tree: CategoryTree): KeyReference | null {
  if (categoryById(id, tree)) return { kind: 'category', value: id };
  return branches(tree).some((branch) => branch.id === id) ? { kind: 'branch', value: id } : null;
}

/** Of places of one name the nearest to the reader, else a commune, else the one with most listings. */
function chooseFor({ near }: SearchQuery) {
  return (places: readonly FoundPlace[]): FoundPlace | null => {
    const from = near && toPlane(near);
    const away = ({ centre }: FoundPlace) => {
      const at = toPlane(centre);
      return from ? Math.hypot(at.x - from.x, at.y - from.y) : 0;
    };
    const rank = ({ kind }: FoundPlace) => ['commune', 'district', 'street'].indexOf(kind);
    const sorted = [...places].sort(
      (one, other) =>
        rank(one) - rank(other) ||
        away(one) - away(other) ||
        other.listings - one.listings ||
        one.id - other.id,
    );
    return sorted[0] ?? null;
  };
}

/** Understands queries: one or several interpretations of each, the likeliest first. */
@Injectable()
export class QueryReader {
  private readonly memory: LookupMemory;

  constructor(
    private readonly lookups: LookupRepository,
    private readonly places: PlaceRepository,
    private readonly centre: TerritoryCentre,
    changeBus: ChangeBus,
    clock: Clock,
  ) {
    this.memory = new LookupMemory(changeBus, clock);
  }

  /**
   * The interpretations of a query, each to be tried when those before found nothing; at least one. What one leaves out
   * of the text it says.
   */
  async *candidates(tx: TenantTx, query: SearchQuery): AsyncGenerator<Candidate, void, undefined> {
    const vocabulary = vocabularyOf(categoriesOf(tx.ctx));
    const { scope, analysis: first } = await this.look(tx, query, vocabulary);
    const identifier = identifierOf(query.text);
    if (identifier) {
      const [nothing] = strictInterpretations({ ...first, tokens: [] }, vocabulary);
      if (nothing) yield candidateOf(scope, { ...nothing, named: identifier });
      return;
    }
    const analysis = await this.corrected(tx, first, vocabulary);
    if (query.isOfGoods) {
      yield candidateOf(scope, goodsInterpretation(analysis, vocabulary));
      return;
    }
    const strict = strictInterpretations(analysis, vocabulary);
    for (const interpretation of strict) yield candidateOf(scope, interpretation);
    if (analysis.tokens.some(({ isSignificant }) => isSignificant)) {
      const streets = await this.withBareStreets(tx, analysis, vocabulary);
      for (const interpretation of bareStreetInterpretations(streets, vocabulary))
        yield candidateOf(scope, interpretation);
    }
    for (const interpretation of relaxedInterpretations(analysis, vocabulary))
      yield candidateOf(scope, interpretation);
    if (scope.place === null || query.place !== null || scope.isNear) return;
    // The place was typed, not chosen from a list: near it is better than nothing.
    const near = { ...scope, isNear: true, leftOut: [...scope.leftOut, scope.place.name] };
    for (const interpretation of strict) yield candidateOf(near, interpretation);
  }

  /** The scope of a query and the first look at its text, in one statement where nothing was chosen by number. */
  private async look(
    tx: TenantTx,
    query: SearchQuery,
    vocabulary: Vocabulary,
  ): Promise<{ readonly scope: SearchScope; readonly analysis: TextAnalysis }> {
    const typed = typedIn(query, tx.ctx.tenant.settings.timeZone);
    const chosen = this.chosenKeys(tx, query);
    const answer = await this.answerTo(tx, {
      keys: [
        { kind: 'all', value: '' },
        ...(query.free !== null || typed.time.isFree ? [{ kind: 'agenda' as const, value: '' }] : []),
        ...(chosen ?? []),
        ...keysIn(typed.tokens, vocabulary),
      ],
      placeNames: [...allNames(typed.tokens, placeNames), ...allNames(typed.where, whereNames)],
      listingNames: namesOf(query.text, typed.tokens),
    });
    const { postalCodes } = typed;
    const postal = postalCodes.length === 0 ? null : await this.places.findByPostalCode(tx, postalCodes);
    const keys = new Map(answer.keys.map((key) => [keyName(key), key]));
    const analysis: TextAnalysis = {
      isTyped: query.text.trim() !== '' && !typed.time.isRequested && postalCodes.length === 0,
      tokens: typed.tokens,
      places: byFoldedName(answer.places),
      words: wordsIn(answer.keys),
      categories: keys,
      corrections: [],
      named: answer.named[0] ?? null,
      postal: typed.isWherePostal ? null : postal,
      time: typed.time,
      choose: chooseFor(query),
    };
    // At an address everything is what is in its street; of a kind, what is around it.
    const hasSubject = query.category !== null || typed.tokens.length > 0;
    const { place, isNear } =
      query.place === null
        ? await this.placeOf(
            tx,
            typed.where,
            { ...analysis, hasSubject },
            typed.isWherePostal ? (postal?.place ?? null) : null,
          )
        : { place: await this.places.findById(tx, query.place), isNear: false };
    const chosenKeys = (chosen ?? []).flatMap((key) => keys.get(keyName(key)) ?? []);
    const isComplete = chosenKeys.length === chosen?.length && (query.place === null || place !== null);
    const scope: SearchScope = {
      query,
      all: keys.get('all ') ?? null,
      agenda: keys.get('agenda ') ?? null,
      chosen: isComplete ? chosenKeys : null,
      place,
      isNear,
      leftOut: query.where.trim() !== '' && place === null ? [query.where.trim()] : [],
      timeZone: tx.ctx.tenant.settings.timeZone,
      centre: await this.centre.of(tx),
    };
    return { scope, analysis };
  }

  private async answerTo(tx: TenantTx, request: LookupRequest): Promise<LookupAnswer> {
    const known = this.memory.of(tx.ctx.tenant);
    const remembered = known.find(request);
    if (remembered) return remembered;
    const answer = await this.lookups.lookUp(tx, request);
    known.remember(request, answer);
    return answer;
  }

  /** The place that the place box names, its words corrected where need be. */
  private async placeOf(
    tx: TenantTx,
    where: readonly Token[],
    { places, choose, hasSubject }: TextAnalysis & { readonly hasSubject: boolean },
    postal: FoundPlace | null,
  ): Promise<Pick<SearchScope, 'place' | 'isNear'>> {
    const options = {
      withCategory: false,
      withPlace: true,
      choose,
      listingsOf: () => 0,
      namesOf: whereNames,
    };
    const { place, isNear, isAddress } = readTokens(where, NO_WORDS, places, options);
    if (place !== null || postal !== null || where.length === 0)
      return { place: place ?? postal, isNear: isNear || (isAddress && hasSubject) };
    const corrected = await this.correctWords(tx, where, NO_WORDS);
    if (!corrected) return { place: null, isNear: false };
    const answer = await this.answerTo(tx, {
      keys: [],
      placeNames: allNames(corrected.tokens, whereNames),
      listingNames: [],
    });
    return readTokens(corrected.tokens, NO_WORDS, byFoldedName(answer.places), options);
  }

  /** Null where a category is chosen that the tree does not have, or a commune that can be none. */
  private chosenKeys(tx: TenantTx, { category, commune }: SearchQuery): KeyReference[] | null {
    const key = category === null ? null : categoryKey(category, categoriesOf(tx.ctx));
    if (category !== null && key === null) return null;
    if (commune !== null && !isCommuneCode(commune)) return null;
    return [
      ...(key ? [key] : []),
      ...(commune === null ? [] : [{ kind: 'commune' as const, value: commune }]),
    ];
  }

  /** The text with its unknown words corrected, where something near them is known, and looked at again. */
  private async corrected(
    tx: TenantTx,
    analysis: TextAnalysis,
    vocabulary: Vocabulary,
  ): Promise<TextAnalysis> {
    const unknown = unknownWords(analysis, vocabulary).filter(({ stem }) => !analysis.words.has(stem));
    if (unknown.length === 0 || analysis.named !== null) return analysis;
    // Beside a category another word is rarely one.
    const words = hasCategory(analysis, vocabulary) ? NO_WORDS : vocabulary;
    const corrected = await this.correctWords(tx, analysis.tokens, words, new Set(unknown));
    if (!corrected) return analysis;
    const answer = await this.answerTo(tx, {
      keys: keysIn(corrected.tokens, vocabulary),
      placeNames: allNames(corrected.tokens, placeNames),
      listingNames: namesOf('', corrected.tokens),
    });
    return {
      ...analysis,
      ...corrected,
      places: byFoldedName(answer.places),
      words: wordsIn(answer.keys),
      categories: new Map(answer.keys.map((key) => [keyName(key), key])),
      named: answer.named[0] ?? null,
    };
  }

  /** The tokens (those of `unknown`, or all significant ones) as they were meant; null where nothing near them is known. */
  private async correctWords(
    tx: TenantTx,
    tokens: readonly Token[],
    vocabulary: Vocabulary,
    unknown: ReadonlySet<Token> = new Set(tokens.filter(({ isSignificant }) => isSignificant)),
  ): Promise<Pick<TextAnalysis, 'tokens' | 'corrections'> | null> {
    const spelled = await this.lookups.spellings(
      tx,
      [...unknown].map(({ stem }) => stem),
    );
    const corrections: { typed: string; read: string }[] = [];
    const corrected: Token[] = [];
    for (const token of tokens) {
      const word = unknown.has(token)
        ? await this.meant(tx, token, spelled.get(token.stem) ?? [], vocabulary, token === tokens.at(-1))
        : null;
      if (word !== null) corrections.push({ typed: token.word, read: word });
      corrected.push(word === null ? token : tokenOf(word));
    }
    return corrections.length === 0 ? null : { tokens: corrected, corrections };
  }

  private async meant(
    tx: TenantTx,
    { stem }: Token,
    spelled: readonly Spelling[],
    vocabulary: Vocabulary,
    isLast: boolean,
  ): Promise<string | null> {
    if (spelled.some(({ word }) => word === stem)) return null;
    const meant = correctedWord(stem, [...categorySpellings(stem, vocabulary), ...spelled]);
    return meant === null && isLast ? this.begun(tx, stem, vocabulary) : meant;
  }

  /** What the last word may be the beginning of. */
  private async begun(tx: TenantTx, beginning: string, { singles }: Vocabulary): Promise<string | null> {
    if (beginning.length < SHORTEST_BEGINNING) return null;
    const category = singles.find((single) => single.startsWith(beginning));
    return category ?? this.lookups.wordBeginning(tx, beginning);
  }

  /** With the streets whose names the text has in part, without their type or their first words. */
  private async withBareStreets(
    tx: TenantTx,
    analysis: TextAnalysis,
    vocabulary: Vocabulary,
  ): Promise<TextAnalysis> {
    const { tokens } = analysis;
    const answer = await this.answerTo(tx, {
      keys: [],
      placeNames: allNames(tokens, bareStreetNames),
      listingNames: [],
    });
    const places = new Map([...analysis.places, ...byFoldedName(answer.places)]);
    const rest = restSpan(analysis, vocabulary);
    if (rest) {
      const pattern = partialStreetPattern(tokens, rest);
      places.set(pattern, await this.places.findStreetsLike(tx, pattern));
    }
    return { ...analysis, places };
  }
}

/** What a query's two boxes hold, before anything is looked up. */
function typedIn(query: SearchQuery, timeZone: string) {
  const time = readTime(tokensOfText(query.text), query.at, timeZone);
  const isPostal = ({ word }: Token) => POSTAL_CODE.test(word);
  const where = tokensOfText(query.where);
  return {
    time,
    tokens: time.rest.filter((token) => !isPostal(token)),
    where: where.filter((token) => !isPostal(token)),
    postalCodes: [...where, ...time.rest].filter(isPostal).map(({ word }) => word),
    isWherePostal: where.some(isPostal),
  };
}

/** The keys that a text may be about: its words, and the categories and branches that stretches of it name. */
function keysIn(tokens: readonly Token[], vocabulary: Vocabulary): KeyReference[] {
  const named = spansOf(tokens, vocabulary.longest).flatMap((span) =>
    termsOf(phraseOf(tokens, span), vocabulary).map(({ key }) => key),
  );
  const words = tokens.map(({ stem }): KeyReference => ({ kind: 'word', value: stem }));
  return [...new Map([...words, ...named].map((key) => [keyName(key), key])).values()];
}

const wordsIn = (keys: readonly SearchKey[]): Map<string, SearchKey> =>
  new Map(keys.flatMap((key) => (key.kind === 'word' ? [[key.value, key] as const] : [])));

/** Articles of names, which people leave out and add. */
const ARTICLES = ['le', 'la', 'les', 'l'] as const;
const ARTICLE = new RegExp(`^(?:${ARTICLES.join('|')}) (?=.)`);

/**
 * What a business may be called that the text is the name of, the likeliest first: whole, and without what it says about when;
 * then with another article, or none ("bar à pain" is « Le Bar à Pain »).
 */
function namesOf(text: string, tokens: readonly Token[]): string[] {
  const rest = wordsOf(tokens, { from: 0, until: tokens.length });
  const typed = [...new Set([foldName(text.slice(0, 200)), rest])].filter((name) => name !== '');
  const bare = typed.map((name) => name.replace(ARTICLE, ''));
  return [
    ...new Set([
      ...typed,
      ...bare,
      ...ARTICLES.flatMap((article) => bare.map((name) => `${article} ${name}`)),
    ]),
  ];
}
