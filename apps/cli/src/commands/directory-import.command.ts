import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  csvColumns,
  type CsvColumn,
  type CsvMapping,
  type DirectoryImport,
  type ImportRequest,
  type ImportFiles,
} from '@halles/domain/imports';
import { type Command, InvalidArgumentError } from 'commander';
import { CommandFailure, exitCodes } from '../exit-codes';
import type { Io } from '../io';
import { isEmbedded } from '../start/installation-folder';
import { installationOf } from '../start/running-homes';
import { startedInstallation } from '../start/session';
import { followImport } from './directory-follow';
import { countRows, errorCount, errorRows, stateWords } from './directory-words';
import { type TerritorySession, withTerritory } from './territory-session';

interface ImportFlags {
  readonly tenant: string;
  readonly sirene?: string;
  readonly unites?: string;
  readonly osm?: string;
  readonly csv?: string;
  readonly map: readonly string[];
  readonly vintage?: string;
  readonly dryRun?: boolean;
  readonly partial?: boolean;
  readonly acceptLosses?: boolean;
  readonly here?: boolean;
}

const SHOWN_ERRORS = 20;

/** `2026-10-01`. @throws InvalidArgumentError */
function parseDay(text: string): string {
  const date = new Date(`${text}T00:00:00Z`);
  if (
    !/^\d{4}-\d{2}-\d{2}$/.test(text) ||
    Number.isNaN(date.getTime()) ||
    !date.toISOString().startsWith(text)
  )
    throw new InvalidArgumentError('a day is written 2026-10-01');
  return text;
}

const collect = (value: string, before: readonly string[]): string[] => [...before, value];

const isColumn = (name: string): name is CsvColumn => csvColumns.some((column) => column === name);

function mappingOf(io: Io, pairs: readonly string[]): CsvMapping {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.lastIndexOf('=');
      const [column, field] = [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
      if (at < 1 || column === '' || !isColumn(field)) {
        io.fail(
          `--map "${pair}" is not <column of the file>=<field>.`,
          exitCodes.usage,
          `Fields: ${csvColumns.join(', ')}.`,
        );
      }
      return [field, column];
    }),
  );
}

function pathOf(io: Io, file: string): string {
  const path = resolve(file);
  if (!existsSync(path)) io.fail(`There is no file ${file}.`, exitCodes.usage);
  return path;
}

/** What the flags ask to be read. */
export function filesOf(io: Io, flags: ImportFlags): ImportFiles {
  const { sirene, osm, csv, unites, map } = flags;
  if ([sirene, osm, csv].filter((file) => file !== undefined).length !== 1)
    io.fail('Pass one of --sirene, --osm and --csv.', exitCodes.usage);
  if (unites !== undefined && sirene === undefined) io.fail('--unites goes with --sirene.', exitCodes.usage);
  if (map.length > 0 && csv === undefined) io.fail('--map goes with --csv.', exitCodes.usage);
  if (sirene !== undefined) {
    const unitesLegales = unites === undefined ? null : pathOf(io, unites);
    return { source: 'sirene', etablissements: pathOf(io, sirene), unitesLegales };
  }
  if (osm !== undefined) return { source: 'osm', file: pathOf(io, osm) };
  return { source: 'csv', file: pathOf(io, csv ?? ''), mapping: mappingOf(io, map) };
}

/** A worker runs when the installation is started, or is run elsewhere on engines of its own. */
const hasWorker = (io: Io): boolean =>
  !isEmbedded(io.env, 'DATABASE_URL') || startedInstallation(installationOf(io)) !== null;

async function runHere(
  io: Io,
  { ctx, imports }: TerritorySession,
  request: ImportRequest,
): Promise<DirectoryImport> {
  const stop = () => void imports.cancel(ctx).catch(() => undefined);
  process.once('SIGINT', stop);
  try {
    let following: Promise<unknown> = Promise.resolve();
    const row = await imports.importHere(ctx, request, (id) => {
      following = followImport(io, () => imports.getById(ctx, id));
    });
    await following;
    return row;
  } finally {
    process.off('SIGINT', stop);
  }
}

async function runByWorker(
  io: Io,
  { ctx, imports }: TerritorySession,
  request: ImportRequest,
): Promise<DirectoryImport> {
  const id = await imports.request(ctx, request);
  return followImport(io, () => imports.getById(ctx, id));
}

/** What an import did, in words, and its errors. */
export function printImport(io: Io, row: DirectoryImport, errors = SHOWN_ERRORS): void {
  io.line(`Import ${row.id} (${row.source}, edition of ${row.vintage}) ${stateWords[row.state]}.`);
  io.table(countRows(row));
  const { samples = [] } = row.report;
  if (row.state === 'previewed' && samples.length > 0) {
    io.line('');
    io.table(
      samples.map(({ change, line, name, commune, sourceId }) => ({
        change,
        line: line === null ? '' : String(line),
        name: name ?? '–',
        commune: commune ?? '',
        id: sourceId,
      })),
    );
  }
  const total = errorCount(row);
  if (total === 0) return;
  io.line(`\n${total.toLocaleString('en-GB')} ${total === 1 ? 'error' : 'errors'} in the file:`);
  const shown = errorRows(row, errors);
  io.table(shown);
  if (shown.length < total)
    io.line(`… the others: halles directory report --tenant <slug> --import ${row.id} --errors 1000`);
}

function endWith(row: DirectoryImport): void {
  if (row.state === 'failed') {
    throw new CommandFailure(
      row.failure?.message.en ?? 'The import failed.',
      exitCodes.failed,
      row.failure?.code === 'too-many-gone'
        ? 'Pass --partial for a part of the source, or --accept-losses when so many have really gone.'
        : 'Nothing was changed. docs/import.md says what each error means.',
    );
  }
  if (row.state === 'cancelled') {
    throw new CommandFailure('The import was cancelled. Nothing was changed.', exitCodes.refused);
  }
}

async function importDirectory(io: Io, flags: ImportFlags): Promise<void> {
  const request: ImportRequest = {
    files: filesOf(io, flags),
    vintage: flags.vintage ?? io.clock.now().toISOString().slice(0, 10),
    dryRun: flags.dryRun === true,
    partial: flags.partial === true,
    acceptLosses: flags.acceptLosses === true,
  };
  await withTerritory(io, flags.tenant, async (session) => {
    const here = flags.here === true || !hasWorker(io);
    if (here && flags.here !== true) io.line('Nothing runs here: the import is done by this command.');
    const row = here ? await runHere(io, session, request) : await runByWorker(io, session, request);
    printImport(io, row);
    io.result(row);
    endWith(row);
  });
}

/** `halles directory import` */
export function registerDirectoryImport(directory: Command, io: () => Io): void {
  directory
    .command('import')
    .description('take a register, a map or a list over into the directory (docs/import.md)')
    .requiredOption('--tenant <slug>', 'whose directory')
    .option('--sirene <file>', 'StockEtablissement of INSEE: csv, gzip or zip')
    .option('--unites <file>', 'StockUniteLegale, for the names of companies and sole traders')
    .option('--osm <file>', 'OpenStreetMap: GeoJSON, or the JSON answer of Overpass')
    .option('--csv <file>', 'a list of the territory’s own')
    .option('--map <column=field>', 'what a column of the list is; remembered for its header', collect, [])
    .option('--vintage <day>', 'the day that the file tells of (today)', parseDay)
    .option('--dry-run', 'only say what would change')
    .option('--partial', 'the file is a part of the source: what is not in it stays')
    .option('--accept-losses', 'take it over although much of the source is missing')
    .option('--here', 'import in this process rather than by a worker')
    .action((flags: ImportFlags) => importDirectory(io(), flags));
}
