import type { MandateGroup } from '@halles/contracts';

/** The groups of fields of a mandate, as the contract has them (a test keeps the two equal). */
export const MANDATE_GROUPS: readonly MandateGroup[] = [
  'hours',
  'place',
  'contact',
  'description',
  'closing',
  'access',
  'services',
];
