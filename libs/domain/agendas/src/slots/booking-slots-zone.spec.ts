import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

const ROOT = join(__dirname, '../../../../..');

/** The times of two weeks around each change of the clock, of a leap day and of a new year, in four places. */
const PROBE = `
  import { bookingSlots } from './libs/domain/agendas/src/slots/booking-slots';
  import { ask, opening, service } from './libs/domain/agendas/src/slots/booking-questions.fake';
  const places = [['Europe/Paris', '26'], ['Indian/Reunion', '974'], ['America/Guadeloupe', '971'], ['America/Miquelon', '975']];
  const around = ['2026-10-25', '2026-11-01', '2026-12-31', '2027-03-14', '2027-03-28', '2028-02-29'];
  console.log(JSON.stringify(places.map(([timeZone, department]) => around.map((date) => {
    const schedule = opening('Mo-Su 00:00-04:00,09:00-12:30', { timeZone, department });
    const now = Date.parse(date + 'T00:00:00Z') - 7 * 86_400_000;
    return bookingSlots(ask(now, { horizon: 14, step: 15 }, { schedule, services: [service({ duration: 20 })] }));
  }))));
`;

describe('the zone of the process', () => {
  it('changes no time that can be booked: the same under UTC, Los Angeles and Auckland', () => {
    const folder = mkdtempSync(join(tmpdir(), 'halles-slots-'));
    try {
      const outfile = join(folder, 'probe.mjs');
      buildSync({
        stdin: { contents: PROBE, resolveDir: ROOT, loader: 'ts' },
        ...{ tsconfig: join(ROOT, 'tsconfig.json'), outfile },
        ...{ bundle: true, platform: 'node', format: 'esm' },
        // What is pure of it: the rest has the framework.
        alias: { '@halles/domain/place-days': join(ROOT, 'libs/domain/place-days/src/step-function.ts') },
      });
      const [first, ...others] = ['UTC', 'America/Los_Angeles', 'Pacific/Auckland'].map((TZ) =>
        execFileSync(process.execPath, [outfile], {
          ...{ cwd: ROOT, env: { TZ }, encoding: 'utf8', maxBuffer: 64 << 20 },
        }),
      );
      expect(first?.length).toBeGreaterThan(100_000);
      for (const other of others) expect(other === first).toBe(true);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
