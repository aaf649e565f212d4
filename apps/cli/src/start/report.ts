import { consoleOrigin } from '@halles/platform/config';
import type { Prepared } from '@halles/platform/provisioning';
import type { Io } from '../io';
import type { InstallationFolder } from './installation-folder';
import type { Launched } from './launcher';
import type { LockState } from './lock';
import { seconds } from './steps';

/** Says what runs now, and where. */
export function reportReady(io: Io, folder: InstallationFolder, launched: Launched, ms: number): void {
  const { prepared, config, mailboxUrl } = launched;
  const { operator } = prepared;
  io.line('');
  io.table([
    ...prepared.portals.map(({ title, url, state }) => ({ What: title, Where: url, State: state })),
    { What: 'Console', Where: consoleOrigin(config), State: operator ? 'first sign-in' : '' },
    mailboxUrl
      ? { What: 'Mailbox', Where: mailboxUrl, State: '' }
      : { What: 'Mail', Where: `leaves by ${new URL(config.smtpUrl).host}`, State: '' },
  ]);
  reportOperator(io, prepared);
  io.line('');
  io.line(`Ready in ${seconds(ms)}. Ctrl-C stops everything. Logs: ${folder.logs}`);
  io.result({
    pid: process.pid,
    readyMs: Math.round(ms),
    portals: prepared.portals,
    folders: prepared.territories,
    console: { url: consoleOrigin(config), ...(operator ? { operator } : {}) },
    mailbox: mailboxUrl,
    logs: folder.logs,
  });
}

/** Says the one-time password of an operator that was made just now: it is kept nowhere. */
export function reportOperator(io: Io, { operator }: Prepared): void {
  if (!operator) return;
  io.line('');
  io.line(`First operator of the console: ${operator.email}, one-time password ${operator.password}`);
  io.line('It is shown this once, and must be changed at the first sign-in.');
}

/** Where the running installation answers, for somebody who starts it a second time. */
export function describeRunning({ urls }: LockState): string {
  const places = Object.entries(urls).map(([name, url]) => `${name} ${url}`);
  return places.length > 0 ? `It answers on: ${places.join(', ')}.` : 'It is not ready yet.';
}
