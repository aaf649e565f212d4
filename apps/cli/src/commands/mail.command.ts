import { spawn } from 'node:child_process';
import type { Command } from 'commander';
import { exitCodes } from '../exit-codes';
import type { Environment, Io } from '../io';
import { folderOf } from '../start/installation-folder';
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
  const started = startedInstallation(folderOf(io.env));
  if (!started)
    return io.fail('Nothing runs here, and so no mailbox.', exitCodes.failed, 'Run "halles start" first.');
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
