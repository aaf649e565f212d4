export type KeyKind = 'agenda' | 'all' | 'branch' | 'category' | 'commune' | 'street' | 'word';

/** What listings are found under: a category, a place, a word of theirs. */
export interface KeyReference {
  readonly kind: KeyKind;
  readonly value: string;
}

/** A key that exists in a territory. */
export interface SearchKey extends KeyReference {
  readonly id: number;
  readonly listings: number;
}
