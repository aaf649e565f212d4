import type { Seed } from '@halles/domain/seeds';

const words: Readonly<Record<Seed['kind'], string>> = {
  real: 'real places',
  demonstration: 'of the demonstration',
  districts: 'districts',
  posts: 'posts of shops',
  shops: 'shops that take orders',
  agendas: 'agendas',
};

/** What was taken over, e.g. `3,063 of the demonstration`. */
export const seedWords = (kind: Seed['kind'], rows: number): string =>
  `${rows.toLocaleString('en-GB')} ${words[kind]}`;
