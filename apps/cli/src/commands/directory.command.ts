import type { Decider, DoubtfulPair, MergedPair } from '@halles/domain/duplicates';
import type { Command } from 'commander';
import { exitCodes } from '../exit-codes';
import type { Io } from '../io';
import { registerDirectoryImport, printImport } from './directory-import.command';
import { registerDirectorySeed } from './directory-seed.command';
import { stateWords } from './directory-words';
import { type TerritorySession, withTerritory } from './territory-session';

interface TenantFlag {
  readonly tenant: string;
}

const withDirectory = (
  io: Io,
  { tenant }: TenantFlag,
  work: (session: TerritorySession) => Promise<void>,
): Promise<void> => withTerritory(io, tenant, work);

function ofTenant(directory: Command, name: string, description: string): Command {
  return directory
    .command(name)
    .description(description)
    .requiredOption('--tenant <slug>', 'whose directory');
}

function registerReport(directory: Command, io: () => Io): void {
  ofTenant(directory, 'report', 'what the last imports did, and the errors of their files')
    .option('--import <id>', 'this one')
    .option('--errors <count>', 'how many errors to show', '20')
    .action(async (flags: TenantFlag & { import?: string; errors: string }) => {
      if (!/^\d{1,5}$/.test(flags.errors)) io().fail('--errors is a number.', exitCodes.usage);
      if (flags.import !== undefined && !/^[0-9a-f-]{36}$/.test(flags.import))
        io().fail('--import is the number that an import has: 36 characters.', exitCodes.usage);
      await withDirectory(io(), flags, async ({ ctx, imports }) => {
        if (flags.import !== undefined) {
          const row = await imports.getById(ctx, flags.import);
          printImport(io(), row, Number(flags.errors));
          return io().result(row);
        }
        const rows = await imports.listLatest(ctx, 10);
        io().table(
          rows.map((row) => ({
            import: row.id,
            source: row.source,
            edition: row.vintage,
            asked: row.createdAt.toISOString().slice(0, 16),
            state: stateWords[row.state],
          })),
        );
        const [last] = rows;
        if (last === undefined) io().line('Nothing was imported yet.');
        else printImport(io(), last, Number(flags.errors));
        io().result(rows);
      });
    });
}

function registerUndo(directory: Command, io: () => Io): void {
  ofTenant(directory, 'undo', 'put the directory back as it was before the last import')
    .option('--yes', 'without asking')
    .action(async (flags: TenantFlag & { yes?: boolean }) => {
      const agreed = flags.yes === true || (await io().confirm(`Undo the last import of ${flags.tenant}?`));
      if (!agreed)
        io().fail('Not confirmed. Nothing was changed.', exitCodes.refused, 'Pass --yes to agree.');
      await withDirectory(io(), flags, async ({ ctx, imports }) => {
        const { undone, listings } = await imports.undo(ctx);
        io().line(
          `The import of ${undone.createdAt.toISOString().slice(0, 16)} (${undone.source}, edition of ${undone.vintage}) is undone: ${listings} listings are as before.`,
        );
        io().result({ id: undone.id, listings });
      });
    });
}

function registerCancel(directory: Command, io: () => Io): void {
  ofTenant(directory, 'cancel', 'stop the import that is under way; nothing of it is merged').action(
    async (flags: TenantFlag) => {
      await withDirectory(io(), flags, async ({ ctx, imports }) => {
        const id = await imports.cancel(ctx);
        io().line(`Import ${id} stops within seconds. Nothing of it is merged.`);
        io().result({ id });
      });
    },
  );
}

const memberWords = ({ id, name, address, commune, sources }: DoubtfulPair['members'][number]): string =>
  `${id} ${name ?? '–'}, ${[address, commune].filter(Boolean).join(', ')} (${sources.join(', ')})`;

function printPairs(io: Io, pairs: readonly DoubtfulPair[]): void {
  io.table(
    pairs.map(({ id, likeness, metres, members: [one, other] }) => ({
      pair: id,
      alike: `${Math.round(likeness * 100)} %`,
      apart: metres === null ? '' : `${Math.round(metres)} m`,
      one: memberWords(one),
      other: memberWords(other),
    })),
  );
  if (pairs.length === 0) io.line('No two listings are in doubt.');
  else io.line('Decide with --merge <pair> or --distinct <pair>.');
  io.result(pairs);
}

function printMerged(io: Io, pairs: readonly MergedPair[]): void {
  io.table(
    pairs.map(({ id, gone, survivor, shown, at }) => ({
      pair: id,
      merged: at.toISOString().slice(0, 16),
      gone: String(gone),
      into: shown === null ? `${survivor}, merged further` : memberWords(shown),
    })),
  );
  if (pairs.length === 0) io.line('No two listings were made one.');
  else io.line('Take two apart again with --distinct <pair>.');
  io.result(pairs);
}

/** On the command line nobody has an account: the history of a page says so. */
const NOBODY: Decider = { accountId: null, name: '' };

function registerDuplicates(directory: Command, io: () => Io): void {
  ofTenant(directory, 'duplicates', 'listings that may be the same business, and what to make of them')
    .option('--merge <pair>', 'they are one: the sources of both tell of one listing')
    .option('--distinct <pair>', 'they are two: never asked again, and taken apart where they were merged')
    .option('--merged', 'those that were made one')
    .action(async (flags: TenantFlag & { merge?: string; distinct?: string; merged?: boolean }) => {
      const { merge, distinct, merged } = flags;
      if ([merge, distinct, merged].filter((flag) => flag !== undefined).length > 1)
        io().fail('Pass one of --merge, --distinct and --merged.', exitCodes.usage);
      await withDirectory(io(), flags, async ({ ctx, duplicates }) => {
        const now = io().clock.now();
        if (merge !== undefined) {
          const listing = await duplicates.merge(ctx, merge, NOBODY, now);
          io().line(`Both are listing ${listing} now.`);
          io().result({ pair: merge, listing });
        } else if (distinct !== undefined) {
          await duplicates.keepSeparate(ctx, distinct, NOBODY, now);
          io().line(`${distinct} are two listings.`);
          io().result({ pair: distinct });
        } else if (merged === true) printMerged(io(), await duplicates.listMerged(ctx, 100));
        else printPairs(io(), await duplicates.listDoubtful(ctx, 100));
      });
    });
}

/** `halles directory …` */
export function registerDirectory(program: Command, io: () => Io): void {
  const directory = program
    .command('directory')
    .description('the businesses of a territory: imports, duplicates');
  registerDirectoryImport(directory, io);
  registerReport(directory, io);
  registerUndo(directory, io);
  registerCancel(directory, io);
  registerDuplicates(directory, io);
  registerDirectorySeed(directory, io);
}
