import type { CaseAge, CaseFilter, CaseNature } from '@halles/contracts';

/** What cases are about, in the order in which they are offered; a copy of the contracts', compared by a test. */
export const NATURES = [
  'claim',
  'dispute',
  'addition',
  'closed',
  'open',
  'moved',
  'wrong-hours',
  'not-here',
  'duplicate',
  'post',
  'other',
  'correction',
  'place',
] as const satisfies readonly CaseNature[];

/** Days; a copy as above. */
export const AGES = ['3', '7', '30'] as const satisfies readonly CaseAge[];

/** Where each filter stands in the address of a queue, and of every case that is opened from it. */
export const FILTER_PARAMETERS = {
  nature: 'type',
  age: 'age',
  commune: 'commune',
  assignee: 'suivi',
} as const satisfies Record<keyof CaseFilter, string>;

/** Which state of things is looked at, beside what waits for a decision. */
export const STATE_PARAMETER = 'etat';

interface Parameters {
  get(name: string): string | null;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The filters in an address; invalid ones are dropped, so that a mistyped address shows more cases rather than an error. Pure. */
export function caseFilterOf(parameters: Parameters): CaseFilter {
  const [type, age, commune, assignee] = (['nature', 'age', 'commune', 'assignee'] as const).map(
    (name) => parameters.get(FILTER_PARAMETERS[name]) ?? '',
  );
  const nature = NATURES.find((one) => one === type);
  const days = AGES.find((one) => one === age);
  return {
    ...(nature && { nature }),
    ...(days && { age: days }),
    ...(commune !== undefined && /^[0-9][0-9AB][0-9]{3}$/.test(commune) && { commune }),
    ...(assignee !== undefined &&
      (/^(?:mine|nobody)$/.test(assignee) || UUID.test(assignee)) && { assignee }),
  };
}
