/**
 * The school years of the zones A, B and C, as the Journal officiel has them. Official texts belong to nobody; the ministry
 * publishes the same dates as open data under the Licence Ouverte 2.0 (data.education.gouv.fr, `fr-en-calendrier-scolaire`).
 *
 * **To add a year**, transcribe its arrêté: for each break the first day without classes (the Saturday) and the day on
 * which classes resume. `halles doctor` warns when what is known ends within six months.
 *
 * Corsica and the overseas territories have calendars of their own, set by their recteurs: they stand in the `tenant.json`
 * of a territory there (`schoolCalendar`). Summers are in none of them: see `ask-calendar.ts`.
 */
export const SCHOOL_YEARS = [
  {
    year: '2026-2027',
    source: 'Arrêté du 22 octobre 2025, JORF du 23 octobre 2025, JORFTEXT000052416058',
    everywhere: {
      autumn: ['2026-10-17', '2026-11-02'],
      christmas: ['2026-12-19', '2027-01-04'],
    },
    zones: {
      A: { winter: ['2027-02-13', '2027-03-01'], spring: ['2027-04-10', '2027-04-26'] },
      B: { winter: ['2027-02-20', '2027-03-08'], spring: ['2027-04-17', '2027-05-03'] },
      C: { winter: ['2027-02-06', '2027-02-22'], spring: ['2027-04-03', '2027-04-19'] },
    },
  },
  {
    year: '2027-2028',
    source: 'Arrêté du 21 juillet 2026, JORFTEXT000054457294',
    everywhere: {
      autumn: ['2027-10-23', '2027-11-08'],
      christmas: ['2027-12-18', '2028-01-03'],
    },
    zones: {
      A: { winter: ['2028-02-19', '2028-03-06'], spring: ['2028-04-22', '2028-05-09'] },
      B: { winter: ['2028-02-05', '2028-02-21'], spring: ['2028-04-08', '2028-04-24'] },
      C: { winter: ['2028-02-12', '2028-02-28'], spring: ['2028-04-15', '2028-05-02'] },
    },
  },
] as const;

/** The departments of each zone, by their académies (arrêtés above, annexe). */
export const ZONE_DEPARTMENTS = {
  // Besançon, Bordeaux, Clermont-Ferrand, Dijon, Grenoble, Limoges, Lyon, Poitiers.
  A: '25 39 70 90 24 33 40 47 64 03 15 43 63 21 58 71 89 07 26 38 73 74 19 23 87 01 42 69 16 17 79 86',
  // Aix-Marseille, Amiens, Lille, Nancy-Metz, Nantes, Nice, Normandie, Orléans-Tours, Reims, Rennes, Strasbourg.
  B: '04 05 13 84 02 60 80 59 62 54 55 57 88 44 49 53 72 85 06 83 14 27 50 61 76 18 28 36 37 41 45 08 10 51 52 22 29 35 56 67 68',
  // Créteil, Montpellier, Paris, Toulouse, Versailles.
  C: '77 93 94 11 30 34 48 66 75 09 12 31 32 46 65 81 82 78 91 92 95',
} as const;
