import type { Locale } from '@halles/kernel';

const fr = {
  heading: 'Corriger pour la collectivité',
  lead: 'Personne ne tient cette page\u00a0: la collectivité peut la corriger en son nom, sans mandat. Si le commerce reprend sa page, il aura le dernier mot.',
  owned:
    'Quelqu’un tient cette page\u00a0: la collectivité ne la corrige pas d’elle-même. Signalez l’erreur depuis la page publique\u00a0; sans réponse sous sept jours, la décision revient à la collectivité.',
  facts: { state: 'État', week: 'Horaires', phone: 'Téléphone', address: 'Adresse', name: 'Nom' },
  states: { open: 'ouvert', closed: 'fermé définitivement', hidden: 'masqué au public' },
  since: (state: string, day: string): string => `${state} depuis le ${day}`,
  before: 'Aujourd’hui sur la page',
  after: 'Ce que dira la page',
  correct: 'Corriger',
  leave: 'Ne rien changer',
  closedOn: 'Depuis le (si on le sait)',
  hiddenHint: 'La page sort de l’annuaire tant que personne ne la tient.',
  dayHours: (day: string, hours: string): string => `${day}\u00a0: ${hours}`,
  shut: 'fermé',
  hiddenWithPage: 'masqué avec la page',
  otherHours:
    'Ces horaires disent plus que des semaines et des saisons\u00a0: ils se corrigent dans la page du commerce.',
  recurringStays: 'Les jours du mois qui ont leurs horaires, comme le premier lundi, restent comme ils sont.',
  hoursHint: 'Par exemple 9 h – 12 h 30, 14 h – 19 h. Vide\u00a0: fermé ce jour-là.',
  hoursWrong: 'Des heures comme 9 h – 12 h 30, 14 h – 19 h.',
  noHours: 'Indiquez au moins un jour ouvert\u00a0; un commerce qui n’ouvre plus est fermé définitivement.',
  phoneHint: 'Vide\u00a0: la page reprend le numéro des autres sources.',
  line: 'Numéro et rue',
  lineHint: 'Par exemple 12 bis rue Neuve.',
  postalCode: 'Code postal',
  postalCodeWrong: (example: string): string =>
    example ? `Cinq chiffres, comme ${example}.` : 'Cinq chiffres.',
  commune: 'Commune',
  pointHint:
    'Le point de la carte suit l’adresse\u00a0: la porte la plus proche que connaît l’annuaire dans cette rue, sinon le centre de la commune. Vous pouvez aussi le placer vous-même.',
  takePin: 'Placer le point là où la personne l’a mis.',
  needed: 'À remplir.',
  publish: 'Publier pour la collectivité',
  published: 'C’est publié, au nom de la collectivité.',
  last: 'Dernière correction de la collectivité',
  lastByLink: 'Dernière correction faite par le lien envoyé au commerce',
  undo: 'Annuler cette correction',
  undoes:
    'La page dira de nouveau ce qu’elle disait avant cette correction\u00a0; rien d’autre ne change. L’historique le note à votre nom.',
  undoNow: 'Oui, annuler cette correction',
  undone: 'La correction est annulée.',
  reason: 'Motif (facultatif)',
  reasonHint: 'Il est lu dans l’historique de la page, par la collectivité et par qui tient la page.',
};

const en: typeof fr = {
  heading: 'Correct for the local authority',
  lead: 'Nobody keeps this page: the local authority may correct it in its own name, without a mandate. If the business takes its page over, it has the last word.',
  owned:
    'Somebody keeps this page: the local authority does not correct it by itself. Report the error from the public page; without an answer within seven days, the decision is the local authority’s.',
  facts: { state: 'State', week: 'Hours', phone: 'Phone', address: 'Address', name: 'Name' },
  states: { open: 'open', closed: 'closed for good', hidden: 'hidden from the public' },
  since: (state, day) => `${state} since ${day}`,
  before: 'On the page today',
  after: 'What the page will say',
  correct: 'Correct',
  leave: 'Change nothing',
  closedOn: 'Since (if known)',
  hiddenHint: 'The page leaves the directory as long as nobody keeps it.',
  dayHours: (day, hours) => `${day}: ${hours}`,
  shut: 'closed',
  hiddenWithPage: 'hidden with the page',
  otherHours: 'These hours say more than weeks and seasons: they are corrected on the page of the business.',
  recurringStays: 'Days of the month with hours of their own, such as the first Monday, stay as they are.',
  hoursHint: 'For instance 9 h – 12 h 30, 14 h – 19 h. Empty: closed on that day.',
  hoursWrong: 'Hours such as 9 h – 12 h 30, 14 h – 19 h.',
  noHours: 'Say at least one day on which it is open; a business that opens no more is closed for good.',
  phoneHint: 'Empty: the page takes the number of the other sources again.',
  line: 'Number and street',
  lineHint: 'For instance 12 bis rue Neuve.',
  postalCode: 'Postcode',
  postalCodeWrong: (example) => (example ? `Five figures, such as ${example}.` : 'Five figures.'),
  commune: 'Commune',
  pointHint:
    'The pin on the map follows the address: the nearest door that the directory knows in that street, else the middle of the commune. You may also put it yourself.',
  takePin: 'Put the point where the person put it.',
  needed: 'To be filled in.',
  publish: 'Publish for the local authority',
  published: 'It is published, in the name of the local authority.',
  last: 'Last correction of the local authority',
  lastByLink: 'Last correction made by the link mailed to the business',
  undo: 'Take this correction back',
  undoes:
    'The page says again what it said before this correction, and nothing else changes. The history notes it in your name.',
  undoNow: 'Yes, take this correction back',
  undone: 'The correction is taken back.',
  reason: 'Reason (optional)',
  reasonHint: 'It is read in the history of the page, by the local authority and by whoever keeps the page.',
};

const FACT_OF: Readonly<Record<string, keyof typeof fr.facts>> = {
  state: 'state',
  closedOn: 'state',
  week: 'week',
  seasons: 'week',
  phone: 'phone',
  address: 'address',
  name: 'name',
};

/** The fact that an error of a correction is about, by name: `/phone`, or `/correction/week/3`; empty for none. Pure. */
export function factName(pointer: string, { facts }: typeof fr): string {
  const [first = '', second = ''] = pointer.split('/').slice(1);
  const fact = FACT_OF[first === 'correction' ? second : first];
  return fact === undefined ? '' : facts[fact];
}

/** The words of what the town corrects itself: they come with its screens, and not with the console. */
export const townWords = (locale: Locale): typeof fr => ({ fr, en })[locale];
