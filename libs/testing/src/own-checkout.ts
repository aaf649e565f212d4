import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What of a checkout is only read. */
const READ = [
  ...['apps', 'bin', 'dist', 'examples', 'libs', 'migrations', 'node_modules', 'package.json', 'tools'],
] as const;

/**
 * Makes a checkout of a test's own (`HALLES_ROOT`), whose territories nobody else has.
 * @param territories those that the first start opens, as they ship with the product
 * @returns the folder
 */
export function ownCheckout(folder: string, territories: readonly string[] = []): string {
  const tenants = join(folder, 'tenants');
  mkdirSync(tenants, { recursive: true });
  for (const name of READ) symlinkSync(join(process.cwd(), name), join(folder, name));
  for (const slug of territories)
    cpSync(join(process.cwd(), 'tenants', slug), join(tenants, slug), { recursive: true });
  if (territories.length > 0)
    writeFileSync(join(tenants, 'first-start.json'), JSON.stringify({ live: territories }));
  return folder;
}
