import type { SchoolBreak, SchoolCalendar } from '@halles/contracts';
import type { Bilingual } from '@halles/kernel';
import { SCHOOL_YEARS, ZONE_DEPARTMENTS } from './school-years';

export type SchoolZone = keyof typeof ZONE_DEPARTMENTS;

const NAMES = {
  autumn: { fr: 'Vacances de la Toussaint', en: 'Autumn school holidays' },
  christmas: { fr: 'Vacances de Noël', en: 'Christmas school holidays' },
  winter: { fr: 'Vacances d’hiver', en: 'Winter school holidays' },
  spring: { fr: 'Vacances de printemps', en: 'Spring school holidays' },
} as const satisfies Readonly<Record<string, Bilingual>>;

const zones = new Map(
  (['A', 'B', 'C'] as const).flatMap((zone) =>
    ZONE_DEPARTMENTS[zone].split(' ').map((department) => [department, zone] as const),
  ),
);

/** The zone of schools that a department is in; undefined for Corsica and overseas. Pure. */
export const schoolZoneOf = (department: string): SchoolZone | undefined => zones.get(department);

const breakOf = (
  key: keyof typeof NAMES,
  [from, resumes]: readonly [from: string, resumes: string],
): SchoolBreak => ({ name: NAMES[key], from, resumes });

const byZone = new Map(
  (['A', 'B', 'C'] as const).map((zone) => [
    zone,
    SCHOOL_YEARS.flatMap(({ everywhere, zones: those }) => [
      breakOf('autumn', everywhere.autumn),
      breakOf('christmas', everywhere.christmas),
      breakOf('winter', those[zone].winter),
      breakOf('spring', those[zone].spring),
    ]),
  ]),
);

/**
 * The school breaks of a place, in their order: the territory's own where it has a calendar, else those of the zone; none
 * where neither is known. Pure.
 * @param department INSEE code: `33`, `2A`, `974`
 */
export function schoolBreaksOf(department: string, own: SchoolCalendar | undefined): readonly SchoolBreak[] {
  if (own) return own.breaks.toSorted((one, other) => (one.from < other.from ? -1 : 1));
  const zone = schoolZoneOf(department);
  return zone === undefined ? [] : (byZone.get(zone) ?? []);
}

/** The ISO date on which the last break that is known of a place ends; null where none is. Pure. */
export const schoolBreaksEnd = (department: string, own: SchoolCalendar | undefined): string | null =>
  schoolBreaksOf(department, own)
    .map(({ resumes }) => resumes)
    .toSorted()
    .at(-1) ?? null;
