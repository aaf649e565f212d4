/** A service as most businesses of a trade offer it: its owner changes whatever differs. */
export interface TemplateService {
  /** By which its app calls it in words. */
  readonly key: string;
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

const service = (key: string, duration: number, more: Partial<TemplateService> = {}): TemplateService => ({
  key,
  duration,
  ...more,
});

/** What a template is called by those who open an agenda with it. */
export interface AgendaTemplateWords {
  /** Numbered where there are several: "Fauteuil 1". */
  readonly resource: string;
  /** By their keys. */
  readonly services: Readonly<Record<string, string>>;
}

/** The templates by name, in the order in which they are offered. */
export const AGENDA_TEMPLATES = {
  hair: {
    ...USUAL,
    resource: { kind: 'seat', count: 2 },
    services: [service('women', 45), service('men', 30), service('children', 30), service('colour', 120)],
  },
  beauty: {
    ...USUAL,
    resource: { kind: 'room', count: 1 },
    services: [
      service('facial', 60, { bufferAfter: 15 }),
      service('waxing', 30, { bufferAfter: 15 }),
      service('manicure', 45, { bufferAfter: 15 }),
    ],
  },
  garage: {
    ...USUAL,
    step: 30,
    notice: 1_440,
    confirmsByHand: true,
    resource: { kind: 'seat', count: 2 },
    services: [service('service', 120), service('tyres', 60), service('diagnosis', 60)],
  },
  optician: {
    ...USUAL,
    resource: { kind: 'staff', count: 1 },
    services: [service('glasses', 30), service('test', 30), service('adjustment', 15)],
  },
  health: {
    ...USUAL,
    resource: { kind: 'staff', count: 1 },
    services: [service('first', 60), service('follow-up', 30)],
  },
  office: {
    ...USUAL,
    step: 30,
    notice: 1_440,
    confirmsByHand: true,
    resource: { kind: 'staff', count: 1 },
    services: [service('first', 60, { partyMax: 4 }), service('follow-up', 30, { partyMax: 4 })],
  },
  tables: {
    ...USUAL,
    step: 30,
    notice: 60,
    resource: { kind: 'seat', count: 8 },
    services: [service('table', 105, { bufferAfter: 15, partyMax: 4 })],
  },
  tailor: {
    ...USUAL,
    step: 30,
    resource: { kind: 'staff', count: 1 },
    services: [service('measuring', 45, { partyMax: 3 }), service('fitting', 30, { partyMax: 3 })],
  },
  desk: {
    ...USUAL,
    resource: { kind: 'seat', count: 2 },
    services: [
      service('papers', 20, { partyMax: 6 }),
      service('registration', 20, { partyMax: 4 }),
      service('representative', 30, { partyMax: 4 }),
    ],
  },
  visit: {
    ...USUAL,
    step: 10,
    notice: 0,
    horizon: 14,
    resource: null,
    services: [service('visit', 20, { partyMax: 4 })],
  },
  advice: {
    ...USUAL,
    resource: { kind: 'staff', count: 1 },
    services: [service('advice', 30, { partyMax: 3 })],
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
