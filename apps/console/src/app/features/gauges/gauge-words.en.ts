import type { gaugeWordsFr } from './gauge-words.fr';

/** English: rules on how many people may be inside. */
export const gaugeWordsEn: typeof gaugeWordsFr = {
  lead: 'How many people may be in the shops of the territory at once. Agendas, collected orders and people who drop in keep to it, minute by minute.',
  none: 'No rule: each shop sets its own gauge.',
  add: 'Write a rule',
  edit: 'Change the rule',
  change: 'Change',
  changeLabel: (title) => `Change the rule: ${title}`,
  end: 'End',
  endLabel: (title) => `End the rule: ${title}`,
  ended: (title) => `Rule ended: ${title}. The shops concerned are told.`,
  resume: 'Let it count again',
  resumeLabel: (title) => `Let the rule count again: ${title}`,
  resumed: (title) => `The rule counts again: ${title}.`,
  copy: 'Use with other dates',
  copyLabel: (title) => `Use the rule with other dates: ${title}`,
  examples: 'Load the examples of 2020 and 2021',
  examplesHint:
    'They are the real rules of the time, with their texts: 8 m² on 28 November 2020, 4 m² on 9 June 2021, none on 30 June 2021. They are over, and limit nothing.',
  examplesLoaded: 'The examples are in the list.',
  states: { 'in-force': 'in force', coming: 'to come', over: 'over', ended: 'ended before its date' },
  formulas: {
    surface: 'm² for each person',
    percent: 'part of the people let in',
    people: 'number of people',
    hours: 'opening hours at most',
    closed: 'closed to the public',
  },
  amounts: {
    surface: 'm² for each person',
    percent: 'Part of the people let in, in %',
    people: 'People at most',
    hours: '',
    closed: '',
  },
  fields: {
    title: 'Name of the rule',
    formula: 'What it limits',
    opens: 'Not before',
    closes: 'At the latest',
    firstDay: 'First day',
    lastDay: 'Last day',
    text: 'Text of the rule',
    source: 'Order or decree',
    sourceUrl: 'Address of the text',
  },
  timeHint: 'Like 19:00. Leave it empty where there is no limit.',
  lastDayHint: 'Included, until midnight of the territory.',
  keepsPickup: 'Orders may still be collected',
  household: 'A household counts as one person',
  staff: 'The team of the shop counts',
  where: (count) =>
    count === 0 ? 'Where: the whole territory' : `Where: chosen communes (${String(count)})`,
  whereHint: 'Without a chosen commune the rule counts everywhere.',
  findCommune: 'Find a commune',
  which: (count) => (count === 0 ? 'Which shops: all' : `Which shops: chosen categories (${String(count)})`),
  whichHint: 'Without a chosen category the rule counts for all.',
  leaves: (branch) => `Details: ${branch}`,
  everywhere: 'the whole territory',
  everyTrade: 'all shops',
  look: 'See what the rule touches',
  looking: 'Counting…',
  cancel: 'Leave',
  save: 'Save the rule',
  saved: (title) => `Rule saved: ${title}. The shops concerned are told.`,
  touches: (count, form) => `Touches ${count} ${form === 'one' ? 'shop' : 'shops'}`,
  unknown: (count) =>
    `${count} did not say their surface or how many they let in: the rule limits nothing there until they do.`,
  firstOf: (count) => `Here are ${count}.`,
  notKnown: 'surface or number not said',
  most: (count, form) => `${count} ${form === 'one' ? 'person' : 'people'} at most`,
  cancelsNothing: 'Nothing that is booked is cancelled: each shop sees what is above it, and decides.',
  days: (first, last) => (first === last ? `on ${first}` : `from ${first} to ${last}`),
  rule: (formula, { amount, opens, closes }) =>
    ({
      surface: `One person for each ${amount} m²`,
      percent: `${amount}% of the people let in`,
      people: `${amount} people at most`,
      hours:
        closes === ''
          ? `Not before ${opens}`
          : opens === ''
            ? `Closing at ${closes} at the latest`
            : `Open between ${opens} and ${closes} at most`,
      closed: 'Closed to the public',
    })[formula],
  errors: {
    url: 'Write an address that begins with https://',
    order: 'The last day is before the first',
    amount: 'Write a whole number, 1 at least; 100 at most for a part',
    time: 'Write a time like 19:00',
    hours: 'Write when it opens or closes, closing after opening',
  },
};
