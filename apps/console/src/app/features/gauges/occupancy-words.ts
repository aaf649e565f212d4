const fr = {
  heading: 'Fréquentation du territoire',
  lead: 'Qui a rendez-vous sur place, qui retire une commande, qui est compté aux portes\u00a0: des sommes heure par heure, sans personne ni commerce.',
  none: 'Cette semaine, rien n’est réservé, à retirer ni compté aux portes.',
  noneThatDay: 'Rien ce jour-là.',
  limited: (places: string): string =>
    `Lieux dont on sait combien de personnes peuvent entrer\u00a0: ${places}. La part occupée ne porte, à chaque heure, que sur ceux dont la limite est connue à cette heure\u00a0; un foyer y compte pour une personne là où la limite le dit.`,
  unlimited:
    'Aucun lieu n’a dit combien de personnes peuvent entrer\u00a0: la part occupée ne se calcule pas encore.',
  days: 'Jour montré',
  today: 'aujourd’hui',
  caption: (day: string): string => `Personnes par heure, ${day}`,
  chart: (day: string, hour: string, people: string): string =>
    `${day}\u00a0: l’heure la plus chargée est ${hour}, avec ${people}. Le détail est dans le tableau.`,
  people: (n: string, isOne: boolean): string => (isOne ? '1\u00a0personne' : `${n}\u00a0personnes`),
  hour: (hour: number): string => `${String(hour)}\u00a0h`,
  columns: {
    hour: 'Heure',
    booked: 'Rendez-vous',
    collected: 'Retraits',
    walkedIn: 'Aux portes',
    all: 'En tout',
    part: 'Part occupée',
  },
  part: (percent: string, limited: string, capacity: string): string =>
    `${percent}\u00a0% (${limited} sur ${capacity})`,
  unknown: '–',
  unknownName: 'inconnue',
  closed: 'fermé par une règle',
};

type OccupancyWords = typeof fr;

const en: OccupancyWords = {
  heading: 'How busy the territory is',
  lead: 'Who has an appointment there, who collects an order, who is counted at the doors: sums by the hour, of no person and no business.',
  none: 'This week nothing is booked, to be collected or counted at the doors.',
  noneThatDay: 'Nothing on that day.',
  limited: (places) =>
    `Places of which it is known how many people may be inside: ${places}. The part that is occupied is, in each hour, of those alone whose limit is known in that hour; a household counts as one person in it where the limit says so.`,
  unlimited: 'No place has said how many people may be inside: the part that is occupied cannot be told yet.',
  days: 'Day that is shown',
  today: 'today',
  caption: (day) => `People by the hour, ${day}`,
  chart: (day, hour, people) =>
    `${day}: the busiest hour is ${hour}, with ${people}. The table has all of them.`,
  people: (n, isOne) => (isOne ? '1 person' : `${n} people`),
  hour: (hour) => `${String(hour).padStart(2, '0')}:00`,
  columns: {
    hour: 'Hour',
    booked: 'Appointments',
    collected: 'Collections',
    walkedIn: 'At the doors',
    all: 'In all',
    part: 'Occupied',
  },
  part: (percent, limited, capacity) => `${percent}% (${limited} of ${capacity})`,
  unknown: '–',
  unknownName: 'unknown',
  closed: 'closed by a rule',
};

/** The words of the part of the screen. */
export const occupancyWords = { fr, en };
