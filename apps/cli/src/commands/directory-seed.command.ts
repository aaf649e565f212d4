import type { Command } from 'commander';
import type { Io } from '../io';
import { seedWords } from '../seed-words';
import { withTerritory } from './territory-session';

/** `halles directory seed` */
export function registerDirectorySeed(directory: Command, io: () => Io): void {
  directory
    .command('seed')
    .description('take over what the territory’s folder brings: districts.json and the lists of seed/')
    .requiredOption('--tenant <slug>', 'whose directory')
    .action(async ({ tenant }: { readonly tenant: string }) => {
      await withTerritory(io(), tenant, async ({ ctx, seeds }) => {
        const loaded: { readonly name: string; readonly rows: number }[] = [];
        for (const seed of await seeds.listPending(ctx)) {
          const rows = await seeds.load(ctx, seed);
          io().line(`${seed.name}: ${seedWords(seed.kind, rows)}`);
          loaded.push({ name: seed.name, rows });
        }
        if (loaded.length === 0) io().line('Everything in the folder was taken over before.');
        io().result(loaded);
      });
    });
}
