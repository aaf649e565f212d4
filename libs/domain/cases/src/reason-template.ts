import type { ReasonPurpose } from '@halles/contracts';
import type { Locale } from '@halles/kernel';

type LocalizedText = Readonly<Record<Locale, string>>;

/** A sentence that agents send often, in the language of whoever reads it. */
export interface ReasonTemplate {
  /** Of the installation's own: a word; of a territory's: a UUID. */
  readonly id: string;
  readonly purpose: ReasonPurpose;
  readonly title: LocalizedText;
  readonly text: LocalizedText;
  /** Whether the territory wrote it, and may take it away. */
  readonly isOwn: boolean;
}

/** What every territory of an installation begins with. */
export const COMMON_TEMPLATES: readonly ReasonTemplate[] = [
  {
    id: 'kbis',
    purpose: 'document',
    title: { fr: 'Extrait Kbis', en: 'Register extract (Kbis)' },
    text: {
      fr: 'Pourriez-vous nous transmettre un extrait Kbis ou un avis de situation SIRENE de moins de trois mois, au nom de l’établissement\u00a0?',
      en: 'Could you send us a Kbis extract or a SIRENE notice less than three months old, in the name of the establishment?',
    },
    isOwn: false,
  },
  {
    id: 'authority',
    purpose: 'document',
    title: { fr: 'Pouvoir du gérant', en: 'Authority of the manager' },
    text: {
      fr: 'Votre nom ne figure pas sur le document. Pourriez-vous nous transmettre un mot signé du gérant qui vous confie la page\u00a0?',
      en: 'Your name is not on the document. Could you send us a note signed by the manager that entrusts the page to you?',
    },
    isOwn: false,
  },
  {
    id: 'other-company',
    purpose: 'refuse',
    title: { fr: 'Autre société', en: 'Another company' },
    text: {
      fr: 'Le document est celui d’une autre société. Vous pouvez faire une nouvelle demande avec un justificatif de cet établissement.',
      en: 'The document is another company’s. You may make a new claim with a proof of this establishment.',
    },
    isOwn: false,
  },
  {
    id: 'unreadable',
    purpose: 'refuse',
    title: { fr: 'Document illisible', en: 'Unreadable document' },
    text: {
      fr: 'Le document transmis n’est pas lisible. Vous pouvez faire une nouvelle demande avec une photographie nette ou un PDF.',
      en: 'The document cannot be read. You may make a new claim with a sharp photograph or a PDF.',
    },
    isOwn: false,
  },
  {
    id: 'no-public-place',
    purpose: 'refuse',
    title: { fr: 'Pas de lieu ouvert au public', en: 'No place open to the public' },
    text: {
      fr: 'L’annuaire présente les commerces qui reçoivent le public sur le territoire\u00a0; cette adresse n’en reçoit pas.',
      en: 'The directory lists businesses that receive the public on the territory; this address does not.',
    },
    isOwn: false,
  },
  {
    id: 'seen-at-desk',
    purpose: 'approve',
    title: { fr: 'Vu au comptoir', en: 'Seen at the desk' },
    text: {
      fr: 'Justificatif vu par la collectivité. Bienvenue dans l’annuaire.',
      en: 'Proof seen by the local authority. Welcome to the directory.',
    },
    isOwn: false,
  },
  {
    id: 'checked-on-site',
    purpose: 'accept-report',
    title: { fr: 'Vérifié sur place', en: 'Checked on the spot' },
    text: { fr: 'Vérifié sur place par la collectivité.', en: 'Checked on the spot by the local authority.' },
    isOwn: false,
  },
  {
    id: 'merchant-confirms',
    purpose: 'accept-report',
    title: { fr: 'Confirmé par le commerçant', en: 'Confirmed by the merchant' },
    text: {
      fr: 'Le commerçant l’a confirmé au téléphone.',
      en: 'The merchant confirmed it on the telephone.',
    },
    isOwn: false,
  },
  {
    id: 'page-is-right',
    purpose: 'refuse-report',
    title: { fr: 'La page est exacte', en: 'The page is right' },
    text: {
      fr: 'Vérifié auprès du commerçant\u00a0: ce que dit la page est exact.',
      en: 'Checked with the merchant: what the page says is right.',
    },
    isOwn: false,
  },
  {
    id: 'nothing-to-check',
    purpose: 'refuse-report',
    title: { fr: 'Trop imprécis', en: 'Too vague' },
    text: {
      fr: 'Le signalement ne dit pas ce qui serait inexact.',
      en: 'The report does not say what is wrong.',
    },
    isOwn: false,
  },
];
