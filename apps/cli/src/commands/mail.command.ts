import { spawn } from 'node:child_process';
import { startMailbox } from '@halles/platform/mail';
import { type Command, InvalidArgumentError } from 'commander';
import { exitCodes } from '../exit-codes';
import type { Environment, Io } from '../io';
import { installationOf, whereItRuns } from '../start/running-homes';
import { startedInstallation } from '../start/session';

/** `halles mail` */
export function registerMail(program: Command, io: () => Io): void {
  program
    .command('mail')
    .description('open the mailbox that receives every mail of this installation')
    .option('--no-open', 'only print its address')
    .action((options: { open: boolean }) => mail(io(), options.open));
}

function mail(io: Io, open: boolean): void {
  const folder = installationOf(io);
  const started = startedInstallation(folder);
  if (!started) {
    return io.fail(
      `Nothing runs in ${folder.home}, and so no mailbox.`,
      exitCodes.failed,
      whereItRuns(io) ?? 'Run "halles start" first.',
    );
  }
  const url = started.urls['mailbox'];
  if (!url) {
    return io.fail(
      'This installation has no mailbox: its mail leaves by SMTP_URL.',
      exitCodes.failed,
      'Unset SMTP_URL to have one.',
    );
  }
  io.line(url);
  io.result({ url });
  if (open && io.interactive) openInBrowser(url, io.env);
}

/** Shows an address in the browser of the desktop, where there is one; its absence is no fault. */
function openInBrowser(url: string, env: Environment): void {
  const hasDesktop = process.platform === 'darwin' || env['DISPLAY'] || env['WAYLAND_DISPLAY'];
  if (!hasDesktop) return;
  const program = process.platform === 'darwin' ? 'open' : 'xdg-open';
  const browser = spawn(program, [url], { detached: true, stdio: 'ignore' });
  browser.on('error', () => undefined);
  browser.unref();
}

interface MailboxOptions {
  readonly smtpPort: number;
  readonly httpPort: number;
  readonly folder: string;
}

/** `halles mailbox`, which `halles start` runs: takes every mail by SMTP and shows it in the browser. */
export function registerMailbox(program: Command): void {
  program
    .command('mailbox', { hidden: true })
    .description('run the development mailbox')
    .requiredOption('--smtp-port <port>', 'where mail comes in', parsePort)
    .requiredOption('--http-port <port>', 'where it is read', parsePort)
    .requiredOption('--folder <path>', 'where it is kept')
    .action(runMailbox);
}

function parsePort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new InvalidArgumentError('a port is a number from 0 to 65535');
}

async function runMailbox(options: MailboxOptions): Promise<void> {
  const stopped = new Promise<void>((resolve) => {
    for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => resolve());
    process.once('disconnect', () => resolve());
  });
  const mailbox = await startMailbox(options);
  // Whoever started it may be gone by now: then it stops, and nobody has to be told that it is ready.
  process.send?.('ready', undefined, undefined, () => undefined);
  await stopped;
  await mailbox.close();
}
