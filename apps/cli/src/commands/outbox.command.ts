import { DAY, HOUR, MINUTE } from '@halles/kernel';
import {
  type DeadLetter,
  type Installation,
  listDeadLetters,
  settleDeadLetters,
  type Verdict,
} from '@halles/platform/provisioning';
import type { Command } from 'commander';
import { exitCodes } from '../exit-codes';
import type { Io } from '../io';
import { withInstallation } from './installation';

interface SettleOptions {
  readonly all?: boolean;
  readonly yes?: boolean;
}

const SETTLING = {
  retry: { what: 'attempt dead letters afresh', done: 'attempted afresh', prompt: 'Attempt' },
  dismiss: { what: 'close dead letters without delivering them', done: 'dismissed', prompt: 'Dismiss' },
} satisfies Record<Verdict, { what: string; done: string; prompt: string }>;

/** How long ago in the largest unit that fits: days, hours or minutes. Pure. */
export function ageOf(since: Date, now: Date): string {
  const ms = now.getTime() - since.getTime();
  if (ms >= DAY) return `${Math.floor(ms / DAY)} d`;
  return ms >= HOUR ? `${Math.floor(ms / HOUR)} h` : `${Math.max(0, Math.floor(ms / MINUTE))} min`;
}

function registerList(outbox: Command, io: () => Io): void {
  outbox
    .command('list')
    .description('dead letters: what could not be delivered, and why')
    .action(async () => {
      await withInstallation(io(), async (installation) => {
        const letters = await listDeadLetters(installation);
        const now = io().clock.now();
        io().table(
          letters.map(({ id, tenant, kind, attempts, lastError, createdAt }) => ({
            id,
            territory: tenant ?? 'unknown',
            kind,
            attempts: String(attempts),
            age: ageOf(createdAt, now),
            'last error': lastError.replaceAll(/\s+/g, ' '),
          })),
        );
        if (letters.length === 0) io().line('No dead letters: everything was delivered or is under way.');
        io().result(letters);
      });
    });
}

/** The letters that the command line names. All or none: a mistyped id changes nothing. */
async function chosen(
  io: Io,
  installation: Installation,
  ids: readonly string[],
  all: boolean,
): Promise<DeadLetter[]> {
  const letters = await listDeadLetters(installation);
  if (all) return letters;
  const unknown = ids.filter((id) => !letters.some((letter) => letter.id === id));
  if (unknown.length > 0) {
    io.fail(
      `No dead letter: ${unknown.join(', ')}. Nothing was changed.`,
      exitCodes.refused,
      'See them with: halles outbox list',
    );
  }
  return letters.filter(({ id }) => ids.includes(id));
}

async function settle(io: Io, verdict: Verdict, ids: readonly string[], options: SettleOptions) {
  const { prompt, done } = SETTLING[verdict];
  const all = options.all === true;
  if (all === ids.length > 0) io.fail('Name dead letters by their ids, or pass --all.', exitCodes.usage);
  await withInstallation(io, async (installation) => {
    const letters = await chosen(io, installation, ids, all);
    const isAgreed =
      letters.length === 0 ||
      options.yes === true ||
      (await io.confirm(`${prompt} ${letters.length} dead letter(s)?`));
    if (!isAgreed)
      io.fail('Not confirmed: nothing was changed.', exitCodes.refused, 'Answer y, or pass --yes.');
    const settled = await settleDeadLetters(installation, letters, verdict, 'command line');
    io.line(`${settled.length} dead letter(s) ${done}.`);
    io.result({ verdict, settled });
  });
}

/** `halles outbox …`: what could not be delivered, for a person to look at. */
export function registerOutbox(program: Command, io: () => Io): void {
  const outbox = program.command('outbox').description('what could not be delivered');
  registerList(outbox, io);
  for (const verdict of ['retry', 'dismiss'] as const) {
    outbox
      .command(`${verdict} [ids...]`)
      .description(SETTLING[verdict].what)
      .option('--all', 'every dead letter')
      .option('--yes', 'do not ask')
      .action((ids: string[], options: SettleOptions) => settle(io(), verdict, ids, options));
  }
}
