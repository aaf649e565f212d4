import fs from 'node:fs';

/** What looks at files, opens them or lists them. */
const LOOKS = ['lstatSync', 'realpathSync', 'openSync', 'fstatSync', 'readdirSync'] as const;

/**
 * Does the work while somebody else changes files: before the step of that number, counted over all calls that look at files,
 * open or list them.
 * @param meanwhile what is done before which step
 * @returns how many steps the work took
 */
export function interruptedBy(meanwhile: ReadonlyMap<number, () => void>, work: () => void): number {
  let steps = 0;
  const spies = LOOKS.map((name) => {
    const original = fs[name] as (...given: unknown[]) => unknown;
    const interrupted = (...given: unknown[]): unknown => {
      // Counted first: what is done meanwhile looks at files too.
      const step = steps;
      steps += 1;
      meanwhile.get(step)?.();
      return original(...given);
    };
    return jest.spyOn(fs, name).mockImplementation(interrupted as never);
  });
  try {
    work();
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return steps;
}
