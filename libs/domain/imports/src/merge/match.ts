import { type CategoryTree, categoryById } from '@halles/domain/categories';
import { matchWordsOf, nameLikeness } from './name-likeness';

/** A listing near a row of an import that no identifier connects with it. */
export interface Candidate {
  readonly listing: number;
  readonly name: string;
  readonly category: string | null;
  /** Between the two, on the ground; null where one of them has no position: then only the commune is the same. */
  readonly metres: number | null;
}

export interface Unmatched {
  readonly name: string;
  readonly category: string | null;
}

/** `sure`: the same business. `doubtful`: a person has to look. */
export interface Match {
  readonly kind: 'sure' | 'doubtful';
  readonly listing: number;
  readonly likeness: number;
  readonly metres: number | null;
}

/** Registers place a business at its address, maps at its door: within a block they are the same place. */
const SURE_METRES = 60;
const SURE_LIKENESS = 0.84;
const DOUBTFUL_LIKENESS = 0.62;

/** Further apart nobody would take one business for another. */
export const MAX_MATCH_METRES = 150;

type Kinship = 'same' | 'unknown' | 'other';

/** A bakery and a cake shop are kin; a bakery and a bank of one name are two businesses at one door. */
function kinshipOf(one: string | null, other: string | null, tree: CategoryTree): Kinship {
  if (one === null || other === null) return 'unknown';
  if (one === other) return 'same';
  const branch = categoryById(one, tree)?.branch;
  return branch !== undefined && branch === categoryById(other, tree)?.branch ? 'same' : 'other';
}

function judge(
  words: readonly string[],
  row: Unmatched,
  candidate: Candidate,
  tree: CategoryTree,
): Match | null {
  const likeness = nameLikeness(words, matchWordsOf(candidate.name));
  const { listing, metres } = candidate;
  const kinship = kinshipOf(row.category, candidate.category, tree);
  if (likeness < DOUBTFUL_LIKENESS) return null;
  const isAlike = likeness >= SURE_LIKENESS;
  if (kinship === 'other' && !isAlike) return null;
  const isNear = metres !== null && metres <= SURE_METRES;
  const kind = isAlike && isNear && kinship !== 'other' ? 'sure' : 'doubtful';
  return { kind, listing, likeness, metres };
}

const isBetter = (one: Match, other: Match): boolean =>
  one.kind !== other.kind
    ? one.kind === 'sure'
    : one.likeness !== other.likeness
      ? one.likeness > other.likeness
      : (one.metres ?? Infinity) < (other.metres ?? Infinity);

/** Which of the candidates the row is, or may be; null for none. Two that are equally sure are doubtful. */
export function matchByPlace(
  row: Unmatched,
  candidates: readonly Candidate[],
  tree: CategoryTree,
): Match | null {
  const words = matchWordsOf(row.name);
  let best: Match | null = null;
  let isTied = false;
  for (const candidate of candidates) {
    const match = judge(words, row, candidate, tree);
    if (match === null) continue;
    if (best === null || isBetter(match, best)) {
      isTied = false;
      best = match;
    } else if (match.kind === best.kind && match.likeness === best.likeness && match.metres === best.metres) {
      isTied = true;
    }
  }
  return best !== null && isTied ? { ...best, kind: 'doubtful' } : best;
}
