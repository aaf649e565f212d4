import type { GaugeRuleInput } from '@halles/contracts';

const everywhere = {
  communes: [],
  categories: [],
  isStaffCounted: false,
  isHouseholdOne: true,
} as const satisfies Partial<GaugeRuleInput>;

/**
 * The rules of France for shops in 2020 and 2021, by which a town sees what a rule looks like, and from which it may begin one of
 * its own. From 30 June 2021 on there was none. The ids are the same everywhere: loaded twice they are there once.
 */
export const GAUGE_EXAMPLES: readonly { readonly id: string; readonly rule: GaugeRuleInput }[] = [
  {
    id: '0193a7e2-2020-4128-8008-202011280008',
    rule: {
      ...everywhere,
      title: 'Une personne pour 8 m² (2020)',
      text: 'Les commerces qui reçoivent du public réservent à chaque client une surface de 8\u00a0m². L’équipe ne compte pas, un foyer compte pour une personne. La capacité est affichée à l’entrée. En dessous de 8\u00a0m², un client à la fois.',
      source: 'Décret n° 2020-1310 du 29 octobre 2020, article 37, en vigueur le 28 novembre 2020',
      sourceUrl:
        'https://demarchesadministratives.fr/actualites/reouverture-des-commerces-quel-sera-le-protocole-sanitaire-des-samedi',
      firstDay: '2020-11-28',
      lastDay: '2021-06-08',
      formula: { kind: 'surface', squareMetres: 8 },
    },
  },
  {
    id: '0193a7e2-2021-4609-8004-202106090004',
    rule: {
      ...everywhere,
      title: 'Une personne pour 4 m² (2021)',
      text: 'Les commerces qui reçoivent du public réservent à chaque client une surface de 4\u00a0m². L’équipe ne compte pas, un foyer compte pour une personne. À partir du 30 juin 2021, aucune jauge n’est imposée.',
      source: 'Décret n° 2021-699 du 1er juin 2021, article 37, modifié le 7 juin 2021',
      sourceUrl:
        'https://bpifrance-creation.fr/entrepreneur/actualites/reouverture-commerces-protocole-sanitaire-renforce',
      firstDay: '2021-06-09',
      lastDay: '2021-06-29',
      formula: { kind: 'surface', squareMetres: 4 },
    },
  },
];
