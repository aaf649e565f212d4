import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { demonstrationCsv, plans } from './territory';

/** Writes each territory's `seed/demonstration.csv.gz`; says how large each is. */
export function make(root: string, say: (line: string) => void): void {
  for (const plan of plans) {
    const text = demonstrationCsv(root, plan);
    const bytes = gzipSync(text, { level: 9 });
    const folder = join(root, 'tenants', plan.slug, 'seed');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'demonstration.csv.gz'), bytes);
    say(`${plan.slug}: ${text.split('\n').length - 2} businesses, ${bytes.length} bytes`);
  }
}
