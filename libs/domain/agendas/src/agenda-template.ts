import type { Bilingual } from '@halles/kernel';

/** A service as most businesses of a trade offer it: its owner changes whatever differs. */
export interface TemplateService {
  readonly name: Bilingual;
  /** Minutes. */
  readonly duration: number;
  /** Minutes after it in which nobody is served: the bay is cleaned, the table is laid. */
  readonly bufferAfter?: number;
  /** The largest party; absent: one person. */
  readonly partyMax?: number;
}

/** What an agenda of a trade begins with. */
export interface AgendaTemplate {
  /** Staff, seats and rooms are counted by the same question; null: only the people inside are. */
  readonly resource: {
    readonly kind: 'staff' | 'seat' | 'room';
    /** Numbered: "Fauteuil 1". */
    readonly name: Bilingual;
    readonly count: number;
  } | null;
  readonly services: readonly TemplateService[];
  /** Slots begin at multiples of so many minutes. */
  readonly step: number;
  /** Minutes between a booking and its time. */
  readonly notice: number;
  /** Days after today. */
  readonly horizon: number;
  readonly confirmsByHand: boolean;
}

const USUAL = { step: 15, notice: 120, horizon: 60, confirmsByHand: false } as const;

const service = (
  fr: string,
  en: string,
  duration: number,
  more: Partial<TemplateService> = {},
): TemplateService => ({
  name: { fr, en },
  duration,
  ...more,
});

/** The templates by name, in the order in which they are offered. */
export const AGENDA_TEMPLATES = {
  hair: {
    ...USUAL,
    resource: { kind: 'seat', name: { fr: 'Fauteuil', en: 'Chair' }, count: 2 },
    services: [
      service('Coupe femme', 'Women’s haircut', 45),
      service('Coupe homme', 'Men’s haircut', 30),
      service('Coupe enfant', 'Children’s haircut', 30),
      service('Couleur et coupe', 'Colour and cut', 120),
    ],
  },
  beauty: {
    ...USUAL,
    resource: { kind: 'room', name: { fr: 'Cabine', en: 'Treatment room' }, count: 1 },
    services: [
      service('Soin du visage', 'Facial', 60, { bufferAfter: 15 }),
      service('Épilation', 'Waxing', 30, { bufferAfter: 15 }),
      service('Manucure', 'Manicure', 45, { bufferAfter: 15 }),
    ],
  },
  garage: {
    ...USUAL,
    step: 30,
    notice: 1_440,
    confirmsByHand: true,
    resource: { kind: 'seat', name: { fr: 'Pont', en: 'Bay' }, count: 2 },
    services: [
      service('Révision', 'Service', 120),
      service('Pneus', 'Tyres', 60),
      service('Diagnostic d’une panne', 'Fault diagnosis', 60),
    ],
  },
  optician: {
    ...USUAL,
    resource: { kind: 'staff', name: { fr: 'Opticien', en: 'Optician' }, count: 1 },
    services: [
      service('Choix de lunettes', 'Choosing glasses', 30),
      service('Examen de vue', 'Eye test', 30),
      service('Ajustage', 'Adjustment', 15),
    ],
  },
  health: {
    ...USUAL,
    resource: { kind: 'staff', name: { fr: 'Praticien', en: 'Practitioner' }, count: 1 },
    services: [
      service('Première consultation', 'First consultation', 60),
      service('Consultation de suivi', 'Follow-up consultation', 30),
    ],
  },
  office: {
    ...USUAL,
    step: 30,
    notice: 1_440,
    confirmsByHand: true,
    resource: { kind: 'staff', name: { fr: 'Bureau', en: 'Office' }, count: 1 },
    services: [
      service('Premier rendez-vous', 'First meeting', 60, { partyMax: 4 }),
      service('Rendez-vous de suivi', 'Follow-up meeting', 30, { partyMax: 4 }),
    ],
  },
  tables: {
    ...USUAL,
    step: 30,
    notice: 60,
    resource: { kind: 'seat', name: { fr: 'Table', en: 'Table' }, count: 8 },
    services: [service('Une table', 'A table', 105, { bufferAfter: 15, partyMax: 4 })],
  },
  tailor: {
    ...USUAL,
    step: 30,
    resource: { kind: 'staff', name: { fr: 'Cabine d’essayage', en: 'Fitting room' }, count: 1 },
    services: [
      service('Prise de mesures', 'Measuring', 45, { partyMax: 3 }),
      service('Essayage', 'Fitting', 30, { partyMax: 3 }),
    ],
  },
  desk: {
    ...USUAL,
    resource: { kind: 'seat', name: { fr: 'Guichet', en: 'Desk' }, count: 2 },
    services: [
      service('Carte d’identité ou passeport', 'Identity card or passport', 20, { partyMax: 6 }),
      service('État civil', 'Civil registration', 20, { partyMax: 4 }),
      service('Permanence d’un élu', 'Meeting with an elected representative', 30, { partyMax: 4 }),
    ],
  },
  visit: {
    ...USUAL,
    step: 10,
    notice: 0,
    horizon: 14,
    resource: null,
    services: [service('Venir au magasin', 'Visiting the shop', 20, { partyMax: 4 })],
  },
  advice: {
    ...USUAL,
    resource: { kind: 'staff', name: { fr: 'Conseiller', en: 'Adviser' }, count: 1 },
    services: [service('Un conseil sur rendez-vous', 'Advice by appointment', 30, { partyMax: 3 })],
  },
} as const satisfies Readonly<Record<string, AgendaTemplate>>;

export type AgendaTemplateName = keyof typeof AGENDA_TEMPLATES;

export const AGENDA_TEMPLATE_NAMES = Object.keys(AGENDA_TEMPLATES) as readonly AgendaTemplateName[];

/** The template of categories and, below them, of branches of the category tree. */
export const BY_CATEGORY: Readonly<Record<string, AgendaTemplateName>> = {
  hairdresser: 'hair',
  barber: 'hair',
  perfumery: 'advice',
  optician: 'optician',
  'hearing-aids': 'optician',
  pharmacy: 'advice',
  'medical-equipment': 'advice',
  garage: 'garage',
  'car-body-shop': 'garage',
  'vehicle-inspection': 'garage',
  'motorcycle-shop': 'garage',
  'bike-shop': 'garage',
  'boat-shop': 'garage',
  tailor: 'tailor',
  'wedding-wear': 'tailor',
  bank: 'office',
  insurance: 'office',
  'credit-broker': 'office',
  'estate-agent': 'office',
  'property-manager': 'office',
  funeral: 'office',
  'travel-agency': 'advice',
  'kitchen-fitter': 'advice',
  library: 'visit',
  museum: 'visit',
};
export const BY_BRANCH: Readonly<Record<string, AgendaTemplateName>> = {
  beauty: 'beauty',
  health: 'health',
  professional: 'office',
  restaurants: 'tables',
  public: 'desk',
  associations: 'desk',
  building: 'advice',
};

/**
 * The template that a business most likely wants. Pure.
 * @param category id of its category; null where nobody knows it
 * @param branch id of the branch of that category
 */
export const templateOf = (category: string | null, branch: string | null): AgendaTemplateName =>
  BY_CATEGORY[category ?? ''] ?? BY_BRANCH[branch ?? ''] ?? 'visit';
