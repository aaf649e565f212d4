import type { Chance } from './random';

/**
 * Hours as such a trade has them in a French town, in the syntax of OpenStreetMap's `opening_hours`; several are repeated
 * so that they are drawn more often.
 */
const families = {
  bakery: [
    'Tu-Sa 06:45-13:30,15:30-19:30; Su 07:00-13:00',
    'Tu-Sa 06:30-13:00,16:00-19:30; Su 07:00-12:30',
    'Mo,We-Sa 07:00-13:30,15:30-19:30; Su 07:00-13:00',
    'Mo-Tu,Th-Sa 06:30-20:00; Su 06:30-13:30',
    'Mo-Sa 06:30-20:00; Su 07:00-13:00',
    'Mo-Fr 07:00-19:30; Sa 07:00-13:30',
    'Th-Tu 06:45-13:15,15:45-19:45',
  ],
  pastry: [
    'Tu-Sa 09:00-13:00,14:30-19:00; Su 09:00-13:00',
    'We-Sa 09:30-19:00; Su 09:00-13:00',
    'Tu-Sa 10:00-19:00',
  ],
  food: [
    'Tu-Sa 08:30-12:45,15:30-19:30; Su 08:30-12:30',
    'Tu-Sa 08:00-13:00,15:00-19:30',
    'Tu-Fr 08:30-12:30,15:30-19:00; Sa 08:00-19:00; Su 08:30-12:30',
    'Mo-Sa 08:30-13:00,15:30-19:30',
    'We-Sa 09:00-13:00,16:00-19:30; Su 09:00-13:00',
  ],
  wine: [
    'Tu-Sa 10:00-13:00,15:00-19:30',
    'Tu-Sa 10:00-20:00; Su 10:00-13:00',
    'Mo 15:00-19:30; Tu-Sa 10:00-19:30',
  ],
  supermarket: [
    'Mo-Sa 08:30-20:00; Su 09:00-12:30',
    'Mo-Sa 08:00-20:30; Su 08:30-13:00',
    'Mo-Sa 08:00-21:00; Su 09:00-20:00',
    'Mo-Sa 09:00-19:30',
  ],
  grocery: [
    'Mo-Su 08:00-22:00',
    'Mo-Sa 08:00-20:00; Su 09:00-13:00',
    'Tu-Sa 08:00-12:30,15:30-19:30; Su 08:30-12:30',
    'Mo-Su 10:00-02:00',
    'Mo-Sa 07:30-13:00,15:00-20:00',
  ],
  tobacconist: [
    'Mo-Fr 06:30-19:30; Sa 07:30-19:00; Su 08:30-12:30',
    'Mo-Sa 07:00-20:00; Su 08:00-13:00',
    'Mo-Sa 06:45-13:00,14:00-19:30',
    'Tu-Sa 07:00-19:30; Su 08:00-12:30',
  ],
  pharmacy: [
    'Mo-Fr 08:45-12:30,14:00-19:30; Sa 09:00-12:30,14:00-19:00',
    'Mo-Fr 08:30-19:30; Sa 09:00-19:00',
    'Mo-Fr 09:00-12:30,14:00-19:30; Sa 09:00-12:30',
    'Mo-Sa 09:00-12:30,14:00-19:30',
    'Mo-Sa 08:30-20:00',
  ],
  shop: [
    'Tu-Sa 10:00-19:00',
    'Tu-Sa 10:00-12:30,14:00-19:00',
    'Mo 14:00-19:00; Tu-Sa 10:00-19:00',
    'Mo-Sa 10:00-19:00',
    'Tu-Sa 09:30-12:15,14:15-18:45',
    'Tu-Fr 10:00-13:00,14:30-19:00; Sa 10:00-19:00',
    'We-Sa 11:00-19:00; Tu 14:00-19:00',
  ],
  florist: [
    'Tu-Sa 09:00-12:30,14:00-19:30; Su 09:00-13:00',
    'Mo-Sa 09:00-19:30; Su 09:00-13:00',
    'Tu-Sa 09:00-19:00; Su 09:30-12:30',
  ],
  hairdresser: [
    'Tu-Fr 09:00-18:30; Sa 08:30-17:00',
    'Tu-Fr 09:00-12:00,13:30-18:30; Sa 09:00-17:00',
    'Tu-Sa 09:00-19:00',
    'Mo-Fr 09:00-18:00; Sa 08:30-16:00',
    'Tu-We 09:00-18:30; Th-Fr 09:00-19:30; Sa 08:30-17:30',
    'Mo-Sa 09:30-19:00',
  ],
  beauty: ['Tu-Fr 09:30-19:00; Sa 09:30-17:00', 'Mo-Fr 10:00-19:00; Sa 10:00-17:00', 'Tu-Sa 10:00-18:30'],
  restaurant: [
    'Tu-Sa 12:00-14:00,19:00-22:00',
    'Mo-Fr 12:00-14:00; Th-Sa 19:00-22:00',
    'Tu-Sa 12:00-14:30,19:30-22:30; Su 12:00-15:00',
    'Mo-Su 12:00-14:30,19:00-23:00',
    'We-Su 12:00-14:00,19:00-22:00',
    'Tu-Sa 19:00-23:00',
    'Mo-Sa 12:00-14:00,19:00-22:30',
    'Mo-Tu,Th-Su 12:00-14:15,19:00-22:15',
  ],
  fastfood: [
    'Mo-Sa 11:00-14:30,18:00-23:00; Su 18:00-23:00',
    'Mo-Su 11:00-23:00',
    'Mo-Fr 11:00-15:00',
    'Tu-Su 11:30-14:00,18:00-22:00',
    'Mo-Sa 11:00-22:00',
    'Fr-Sa 11:00-01:00; Mo-Th 11:00-23:00',
  ],
  cafe: [
    'Mo-Sa 07:30-20:00',
    'Mo-Sa 07:00-21:00; Su 08:00-13:00',
    'Tu-Sa 09:00-19:00; Su 10:00-18:00',
    'Mo-Fr 08:00-18:30',
    'Mo-Su 08:00-00:00',
  ],
  bar: [
    'Tu-Sa 17:00-02:00',
    'Mo-Sa 16:00-01:00',
    'Mo-Sa 18:00-02:00; Su 17:00-00:00',
    'We-Th 18:00-00:00; Fr-Sa 18:00-02:00',
    'Mo-Su 10:00-02:00',
  ],
  bank: [
    'Tu-Fr 09:00-12:30,14:00-18:00; Sa 09:00-12:30',
    'Mo-Fr 09:00-12:30,13:45-17:30',
    'Tu-Fr 08:45-12:15,13:45-18:00; Sa 08:45-12:15',
  ],
  office: [
    'Mo-Fr 09:00-12:00,14:00-18:00',
    'Mo-Fr 09:00-12:30,14:00-18:30',
    'Mo-Th 09:00-12:00,14:00-18:00; Fr 09:00-12:00,14:00-17:00',
    'Mo-Fr 09:00-18:00',
  ],
  agency: [
    'Mo-Fr 09:00-12:00,14:00-18:30; Sa 09:30-12:00',
    'Tu-Fr 09:30-12:30,14:00-18:30; Sa 09:30-12:30,14:00-17:00',
    'Mo-Fr 09:00-12:30,14:00-19:00',
  ],
  care: [
    'Mo-Fr 08:30-12:00,14:00-18:30',
    'Mo-We,Fr 09:00-12:00,14:00-19:00; Th 09:00-12:00',
    'Mo-Fr 08:00-19:00; Sa 08:30-12:00',
    'Mo-Tu,Th-Fr 08:30-12:30,13:30-18:00',
  ],
  garage: [
    'Mo-Fr 08:00-12:00,14:00-18:30; Sa 08:00-12:00',
    'Mo-Fr 08:00-12:00,13:30-18:00',
    'Mo-Fr 08:30-12:00,14:00-19:00; Sa 09:00-12:00,14:00-17:00',
  ],
  craft: ['Mo-Fr 08:00-18:00', 'Mo-Fr 08:00-12:00,13:30-17:30', 'Mo-Fr 07:30-18:30; Sa 09:00-12:00'],
  repair: [
    'Tu-Sa 09:30-12:30,14:30-18:30',
    'Mo-Sa 10:00-19:00',
    'Tu-Fr 09:00-12:00,14:00-18:30; Sa 09:00-12:30',
  ],
  gym: ['Mo-Su 06:00-23:00', 'Mo-Fr 09:00-21:30; Sa-Su 09:00-18:00', 'Mo-Fr 12:00-21:00; Sa 09:00-13:00'],
  lessons: ['Mo-Fr 16:30-21:00; We 13:30-21:00; Sa 09:30-13:00', 'Tu-Fr 17:00-21:30; Sa 10:00-17:00'],
  hotel: ['24/7', 'Mo-Su 07:00-23:00'],
  childcare: ['Mo-Fr 07:30-18:30', 'Mo-Fr 08:00-18:30'],
  market: [
    'Sa 07:30-13:00',
    'Tu,Sa 07:30-13:00',
    'Su 07:30-13:00',
    'We 08:00-12:30',
    'Fr 16:00-20:00',
    'Tu-Su 07:00-13:30',
  ],
  library: [
    'Tu,Fr 14:00-18:30; We,Sa 10:00-12:30,14:00-18:00',
    'Tu-Fr 10:00-18:30; Sa 10:00-18:00',
    'We 10:00-12:00,14:00-17:30; Sa 10:00-12:00',
  ],
  museum: ['Tu-Su 10:00-18:00', 'We-Su 14:00-18:00; PH off', 'Tu-Su 10:00-12:30,14:00-18:00'],
  cinema: ['Mo-Su 13:30-23:30', 'We-Mo 14:00-23:00'],
  evening: ['Th-Sa 20:00-23:30', 'Tu-Sa 19:00-23:00'],
  club: ['Th-Sa 23:00-06:00', 'Fr-Sa 23:30-05:00'],
  association: ['Mo-Fr 09:00-12:00', 'Tu,Th 14:00-18:00', 'We 14:00-18:00; Sa 10:00-12:00'],
  vet: ['Mo-Fr 08:30-12:00,14:00-19:00; Sa 09:00-12:00,14:00-17:00', 'Mo-Sa 09:00-12:30,14:00-19:00'],
} as const;

export type OpeningFamily = keyof typeof families;

export const isOpeningFamily = (text: string): text is OpeningFamily => Object.hasOwn(families, text);

/** Bars, bakeries and what never shuts say nothing of public holidays; the others often do. */
const openOnHolidays: ReadonlySet<OpeningFamily> = new Set([
  'bar',
  'bakery',
  'hotel',
  'market',
  'cinema',
  'grocery',
  'club',
]);

const SUMMER_HOLIDAYS = ['Aug 01-Aug 21 off', 'Aug 08-Aug 24 off', 'Jul 20-Aug 09 off', 'Dec 24-Jan 02 off'];

/** Hours for a shop of this family. */
export function openingHoursOf(family: OpeningFamily, chance: Chance): string {
  const hours = chance.pick<string>(families[family]);
  if (hours === '24/7') return hours;
  const holidays =
    !hours.includes('PH') && !openOnHolidays.has(family) && chance.likely(0.5) ? '; PH off' : '';
  const summer = chance.likely(0.06) ? `; ${chance.pick(SUMMER_HOLIDAYS)}` : '';
  return `${hours}${holidays}${summer}`;
}

/** Every text that `openingHoursOf` may be made of, for its test. */
export const openingTexts: readonly string[] = [
  ...Object.values(families).flat(),
  ...SUMMER_HOLIDAYS.map((off) => `Mo-Fr 09:00-18:00; PH off; ${off}`),
];
