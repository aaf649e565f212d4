import type { PageAct } from '@halles/domain/page-history';

const anAct = {
  accountId: null,
  agentId: null,
  name: null,
  post: null,
  photo: null,
  photoKind: null,
  photoOf: null,
  isReplacement: false,
  reason: null,
  merge: null,
  counts: null,
  products: null,
};
const aHiding = {
  ...anAct,
  at: new Date('2026-11-24T16:02:00Z'),
  action: 'post.hidden',
  by: 'town',
  post: { id: '0198aaaa-0000-7000-8000-000000000001', title: 'Remise <b>folle</b>' },
  reason: 'cette remise n’existe pas.',
} as const;
const REMOVED_AT = new Date('2026-11-24T15:00:00Z');
const aRemoval = {
  ...anAct,
  at: REMOVED_AT,
  action: 'photo.removed',
  by: 'merchant',
  name: 'Jeanne Paul',
  photo: { id: '0198aaaa-0000-7000-8000-000000000002', removedAt: REMOVED_AT },
  photoKind: 'photo',
} as const;

/** What the town and who keeps the page did the day before, the last first. */
export const someActs: readonly PageAct[] = [aHiding, aRemoval];
