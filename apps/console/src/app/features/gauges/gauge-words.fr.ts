import type { GaugeFormula, GaugeRuleState } from '@halles/contracts';
import type { PluralForm } from '@halles/kernel';

/** What of a formula a sentence names, as the form has it. */
interface FormulaParts {
  readonly amount: string;
  readonly opens: string;
  readonly closes: string;
}

/** French: rules on how many people may be inside. */
export const gaugeWordsFr = {
  lead: 'Combien de personnes peuvent être à la fois dans les commerces du territoire. Agendas, retraits de commandes et passages s’y tiennent, minute par minute.',
  none: 'Aucune règle\u00a0: chaque commerce fixe sa jauge.',
  add: 'Écrire une règle',
  edit: 'Modifier la règle',
  change: 'Modifier',
  changeLabel: (title: string): string => `Modifier la règle\u00a0: ${title}`,
  end: 'Terminer',
  endLabel: (title: string): string => `Terminer la règle\u00a0: ${title}`,
  ended: (title: string): string => `Règle terminée\u00a0: ${title}. Les commerces concernés sont prévenus.`,
  resume: 'Remettre en vigueur',
  resumeLabel: (title: string): string => `Remettre la règle en vigueur\u00a0: ${title}`,
  resumed: (title: string): string => `Règle remise en vigueur\u00a0: ${title}.`,
  copy: 'Reprendre avec d’autres dates',
  copyLabel: (title: string): string => `Reprendre la règle avec d’autres dates\u00a0: ${title}`,
  examples: 'Charger les exemples de 2020 et 2021',
  examplesHint:
    'Ce sont les vraies règles d’alors, avec leurs textes\u00a0: 8\u00a0m² le 28\u00a0novembre 2020, 4\u00a0m² le 9\u00a0juin 2021, plus rien le 30\u00a0juin 2021. Passées, elles ne limitent rien.',
  examplesLoaded: 'Les exemples sont dans la liste.',
  states: {
    'in-force': 'en vigueur',
    coming: 'à venir',
    over: 'passée',
    ended: 'terminée avant sa date',
  } satisfies Record<GaugeRuleState, string>,
  formulas: {
    surface: 'm² par personne',
    percent: 'part de la capacité',
    people: 'nombre de personnes',
    hours: 'heures d’ouverture au plus',
    closed: 'fermé au public',
  } satisfies Record<GaugeFormula, string>,
  amounts: {
    surface: 'm² par personne',
    percent: 'Part de la capacité, en\u00a0%',
    people: 'Personnes au plus',
    hours: '',
    closed: '',
  } satisfies Record<GaugeFormula, string>,
  fields: {
    title: 'Nom de la règle',
    formula: 'Ce qu’elle limite',
    opens: 'Pas avant',
    closes: 'Au plus tard',
    firstDay: 'Premier jour',
    lastDay: 'Dernier jour',
    text: 'Texte de la règle',
    source: 'Arrêté ou décret',
    sourceUrl: 'Adresse du texte',
  },
  timeHint: 'Comme 19:00. Laissez vide s’il n’y a pas de limite.',
  lastDayHint: 'Compris, à minuit du territoire.',
  keepsPickup: 'Le retrait de commandes reste possible',
  household: 'Un foyer compte pour une personne',
  staff: 'L’équipe du commerce compte',
  where: (count: number): string =>
    count === 0 ? 'Où\u00a0: tout le territoire' : `Où\u00a0: communes choisies (${String(count)})`,
  whereHint: 'Sans commune choisie, la règle compte partout.',
  findCommune: 'Trouver une commune',
  which: (count: number): string =>
    count === 0
      ? 'Quels commerces\u00a0: tous'
      : `Quels commerces\u00a0: catégories choisies (${String(count)})`,
  whichHint: 'Sans catégorie choisie, la règle compte pour tous.',
  leaves: (branch: string): string => `Détail\u00a0: ${branch}`,
  everywhere: 'tout le territoire',
  everyTrade: 'tous les commerces',
  look: 'Voir ce que la règle touche',
  looking: 'Comptage…',
  cancel: 'Abandonner',
  save: 'Enregistrer la règle',
  saved: (title: string): string =>
    `Règle enregistrée\u00a0: ${title}. Les commerces concernés sont prévenus.`,
  touches: (count: string, form: PluralForm): string =>
    `Touche ${count} ${form === 'one' ? 'commerce' : 'commerces'}`,
  unknown: (count: string, form: PluralForm): string =>
    form === 'one'
      ? `${count} n’a dit ni surface ni capacité\u00a0: la règle n’y limite rien tant qu’il ne l’a pas fait.`
      : `${count} n’ont pas dit leur surface ou leur capacité\u00a0: la règle n’y limite rien tant qu’ils ne l’ont pas fait.`,
  firstOf: (count: string): string => `En voici ${count}.`,
  notKnown: 'surface ou capacité non dite',
  most: (count: string, form: PluralForm): string =>
    `${count} ${form === 'one' ? 'personne' : 'personnes'} au plus`,
  cancelsNothing:
    'Rien de ce qui est pris n’est annulé\u00a0: chaque commerce voit ce qui dépasse et en décide.',
  days: (first: string, last: string): string => (first === last ? `le ${first}` : `du ${first} au ${last}`),
  rule: (formula: GaugeFormula, { amount, opens, closes }: FormulaParts): string =>
    ({
      surface: `Une personne pour ${amount}\u00a0m²`,
      percent: `${amount}\u00a0% de la capacité`,
      people: `${amount} personnes au plus`,
      hours:
        closes === ''
          ? `Pas avant ${opens}`
          : opens === ''
            ? `Fermeture au plus tard\u00a0: ${closes}`
            : `Ouvert entre ${opens} et ${closes} au plus`,
      closed: 'Fermé au public',
    })[formula],
  errors: {
    url: 'Écrivez une adresse qui commence par https://',
    order: 'Le dernier jour est avant le premier',
    amount: 'Écrivez un nombre entier, 1 au moins\u00a0; 100 au plus pour une part',
    time: 'Écrivez une heure comme 19:00',
    hours: 'Écrivez une heure d’ouverture ou de fermeture, la fermeture après l’ouverture',
  },
};
