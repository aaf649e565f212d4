import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

const ROOT = join(__dirname, '../../../..');

/** Everything that the library answers about a year, for five places. */
const PROBE = `
  import { intervals, nextChange, openSentence, scheduleOfTexts, weekTable } from '@halles/domain/hours';
  const places = [['Europe/Paris', '33'], ['Indian/Reunion', '974'], ['America/Guadeloupe', '971'],
    ['America/Miquelon', '975'], ['Pacific/Noumea', '988']];
  const answers = places.map(([timeZone, department]) => {
    const schedule = scheduleOfTexts({ timeZone, department },
      { shop: 'Mo-Fr 09:00-12:30,14:00-19:00; Sa 22:00-02:30; PH off; Mo[1] off', pickup: 'Mo-Su 01:30-02:30' });
    const start = Date.UTC(2026, 8, 1);
    const days = Array.from({ length: 365 }, (_, index) => start + index * 86_400_000 + index * 777_000);
    return [
      intervals(schedule, 'shop', start, start + 365 * 86_400_000),
      intervals(schedule, 'pickup', start, start + 365 * 86_400_000),
      days.map((at) => [nextChange(schedule, 'shop', at), openSentence(schedule, at, 'fr'), openSentence(schedule, at, 'en')]),
      weekTable(schedule, '2026-12-22', 'fr'),
    ];
  });
  console.log(JSON.stringify(answers));
`;

describe('the zone of the process', () => {
  it('changes nothing: the same answers under UTC, Los Angeles and Auckland', () => {
    const folder = mkdtempSync(join(tmpdir(), 'halles-hours-'));
    try {
      const outfile = join(folder, 'probe.mjs');
      buildSync({
        stdin: { contents: PROBE, resolveDir: ROOT, loader: 'ts' },
        tsconfig: join(ROOT, 'tsconfig.json'),
        bundle: true,
        platform: 'node',
        format: 'esm',
        outfile,
      });
      const [first, ...others] = ['UTC', 'America/Los_Angeles', 'Pacific/Auckland'].map((TZ) =>
        execFileSync(process.execPath, [outfile], { env: { TZ }, encoding: 'utf8', maxBuffer: 64 << 20 }),
      );
      expect(first?.length).toBeGreaterThan(100_000);
      for (const other of others) expect(other === first).toBe(true);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
