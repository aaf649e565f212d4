import { resolve } from 'node:path';
import { DomainError, type ErrorKind, systemClock } from '@halles/kernel';
import { ConfigError } from '@halles/platform/config';
import { refusedKeyOf } from '@halles/platform/database';
import { diskFull, EngineError } from '@halles/platform/engines';
import { TenantFolderError } from '@halles/platform/theming';
import { Command, CommanderError } from 'commander';
import { registerDirectory } from './commands/directory.command';
import { registerDoctor } from './commands/doctor.command';
import { registerMail, registerMailbox } from './commands/mail.command';
import { registerMigrate } from './commands/migrate.command';
import { registerOperator } from './commands/operator.command';
import { registerOutbox } from './commands/outbox.command';
import { registerStart } from './commands/start.command';
import { registerTenant } from './commands/tenant.command';
import { registerTheme } from './commands/theme.command';
import { CommandFailure, type ExitCode, exitCodes } from './exit-codes';
import { createIo, type Environment, type Io, reportFailure } from './io';

/** Options of every command. */
interface GlobalOptions {
  readonly json?: boolean;
  readonly home?: string;
  readonly new?: boolean;
}

/** Every command of `halles`, in the order of the help. */
const commands: readonly ((program: Command, io: () => Io) => void)[] = [
  registerStart,
  registerMigrate,
  registerTenant,
  registerDirectory,
  registerOperator,
  registerOutbox,
  registerTheme,
  registerDoctor,
  registerMail,
  registerMailbox,
];

/**
 * Runs `halles`.
 * @param args what follows the program's name on the command line
 * @returns the exit code, see `exitCodes`
 */
export async function main(args: readonly string[], env: Environment): Promise<number> {
  let io: Io | undefined;
  const program = new Command('halles')
    .description('The platform for the local commerce of territories: starts it, looks after it.')
    .option('--json', 'answer with one JSON document, for machines')
    .option('--home <folder>', 'the installation that is meant, in place of HALLES_HOME')
    .option('--new', 'begin a new installation where there is none')
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('after', helpAboutExitCodes());
  const current = () => {
    const { json = false, home, new: mayBegin = false } = program.opts<GlobalOptions>();
    // On the command line a folder is where one stands; in the environment it is below the application's.
    const named = home === undefined ? env : { ...env, HALLES_HOME: resolve(home) };
    return (io ??= createIo({ json, env: named, mayBegin, clock: systemClock }));
  };
  for (const register of commands) register(program, current);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCodes.ok;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    return reportFailure(toFailure(error), args.includes('--json'));
  }
}

const codeByKind: Partial<Record<ErrorKind, ExitCode>> = {
  invalid: exitCodes.refused,
  conflict: exitCodes.refused,
  'not-found': exitCodes.refused,
  unavailable: exitCodes.engine,
};

/** What happened, as a sentence, a remedy and a code; a fault of the program keeps its stack as the remedy. */
export function toFailure(error: unknown): CommandFailure {
  if (error instanceof CommandFailure) return error;
  if (error instanceof ConfigError) {
    return new CommandFailure(
      error.message,
      exitCodes.configuration,
      'Each variable is explained in docs/configuration.md.',
    );
  }
  if (error instanceof TenantFolderError) return new CommandFailure(error.message, exitCodes.configuration);
  if (error instanceof EngineError) return new CommandFailure(error.message, exitCodes.engine, error.remedy);
  const refused = refusedKeyOf(error);
  if (refused !== null) return new CommandFailure(refused.sentence, exitCodes.configuration, refused.remedy);
  if (error instanceof DomainError)
    return new CommandFailure(error.detail('en'), codeByKind[error.kind] ?? exitCodes.failed);
  if (!(error instanceof Error)) return new CommandFailure(String(error), exitCodes.failed);
  if ((error as NodeJS.ErrnoException).code === 'ENOSPC') {
    return toFailure(diskFull((error as NodeJS.ErrnoException).path ?? 'the temporary files'));
  }
  return new CommandFailure(
    error.message,
    exitCodes.failed,
    error.stack?.split('\n').slice(1).join('\n').trim(),
  );
}

function helpAboutExitCodes(): string {
  const list = Object.entries(exitCodes).map(([name, code]) => `  ${code}  ${name}`);
  return `\nExit codes:\n${list.join('\n')}`;
}
