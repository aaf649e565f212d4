import type { MandateGroup } from '@halles/contracts';

/** Those of a page: what a mandate without a scope covers (a test keeps both equal to the contract's). */
export const PAGE_GROUPS: readonly MandateGroup[] = [
  'hours',
  'place',
  'contact',
  'description',
  'closing',
  'access',
  'services',
];

/** The groups of a mandate. */
export const MANDATE_GROUPS: readonly MandateGroup[] = [...PAGE_GROUPS, 'products', 'orders', 'agendas'];
