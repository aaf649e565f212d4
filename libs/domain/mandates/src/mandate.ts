import {
  type MandateGroup,
  mandateGroups,
  type MandateTask,
  mandateTasks,
  pageGroupNames,
  type ProfileField,
} from '@halles/contracts';
import type { Locale } from '@halles/kernel';

/** An account of the console. */
export interface Agent {
  readonly accountId: string;
  /** As the history of a page shows it. */
  readonly name: string;
}

/** A merchant's leave for agents to act, as it is kept. */
export interface Mandate {
  readonly id: string;
  readonly listingId: number;
  readonly state: 'proposed' | 'active' | 'ended';
  /** Null: every group of the page. */
  readonly scope: readonly MandateGroup[] | null;
  readonly giverName: string;
  readonly giverQuality: string;
  readonly giverEmail: string | null;
  readonly locale: Locale;
  readonly means: 'screen' | 'link';
  /** SVG path data, where it was drawn. */
  readonly signature: string | null;
  /** The name that was typed, where it was signed behind a link. */
  readonly signedAs: string | null;
  /** An account of the console. */
  readonly proposedBy: string;
  readonly proposedByName: string;
  readonly createdAt: Date;
  /**
   * Until when it can be signed behind its link, or agreed to by the owner of the page once it is signed; null where it was
   * in force without either.
   */
  readonly askExpiresAt: Date | null;
  readonly signedAt: Date | null;
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
  readonly endedBy: 'merchant' | 'town' | 'renewal' | null;
}

/** A mandate with the business that it is about. */
export interface MandateFile {
  readonly mandate: Mandate;
  readonly listing: {
    readonly id: number;
    readonly slug: string;
    readonly name: string | null;
    readonly place: string | null;
  };
}

/** What a mandate is at an instant; `waiting`: signed, and the owner of the page has not agreed. */
export type MandateStatus = 'proposed' | 'waiting' | 'active' | 'expired' | 'ended';

/** Expiry is a matter of the clock: nothing has to run for a mandate to end. Pure. */
export function statusOf(
  {
    state,
    signedAt,
    expiresAt,
    askExpiresAt,
  }: Pick<Mandate, 'state' | 'signedAt' | 'expiresAt' | 'askExpiresAt'>,
  now: Date,
): MandateStatus {
  if (state === 'ended') return 'ended';
  if (state === 'active') return now < expiresAt ? 'active' : 'expired';
  if (askExpiresAt === null || now >= askExpiresAt) return 'expired';
  return signedAt === null ? 'proposed' : 'waiting';
}

/** The fields that a mandate leaves to the town. Pure. */
export function fieldsOf(scope: readonly MandateGroup[] | null): ReadonlySet<ProfileField> {
  const groups = scope ?? pageGroupNames;
  return new Set(groups.flatMap((group): readonly ProfileField[] => mandateGroups[group]));
}

/** Of a service of the town hall its agents change all of this: what it is stays what it was added as. */
export const TOWN_FIELDS: ReadonlySet<ProfileField> = new Set(
  [...fieldsOf(null)].filter((field) => field !== 'category' && field !== 'otherCategories'),
);

/** What of the shop a mandate leaves to the town beside its page; nothing unless it names it. Pure. */
export const tasksOf = (scope: readonly MandateGroup[] | null): ReadonlySet<MandateTask> =>
  new Set(mandateTasks.filter((task) => scope?.includes(task) === true));

/** Those of the fields that the mandate does not cover. Pure. */
export function outsideOf(
  { scope }: Pick<Mandate, 'scope'>,
  fields: readonly ProfileField[],
): readonly ProfileField[] {
  const covered = fieldsOf(scope);
  return fields.filter((field) => !covered.has(field));
}

/** That many months later, on the same day or the last one of a shorter month (UTC). Pure. */
export function monthsLater(from: Date, months: number): Date {
  const day = from.getUTCDate();
  const later = new Date(from);
  later.setUTCMonth(from.getUTCMonth() + months);
  // 31 January and one month is no 3 March.
  if (later.getUTCDate() !== day) later.setUTCDate(0);
  return later;
}
