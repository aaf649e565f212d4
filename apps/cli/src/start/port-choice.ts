import { freePort, isPortFree } from '@halles/platform/engines';
import { CommandFailure, exitCodes } from '../exit-codes';

const TRIES = 100;
const LAST_PORT = 65_535;

/**
 * The port that was asked for, or the next free one; any free one for 0.
 * @param taken ports that are promised to others
 * @throws CommandFailure when none of the next hundred is free
 */
export async function choosePort(
  wanted: number,
  address: string,
  taken: ReadonlySet<number>,
): Promise<number> {
  if (wanted === 0) return freePort(address);
  for (let port = wanted; port < wanted + TRIES && port <= LAST_PORT; port++) {
    if (!taken.has(port) && (await isPortFree(port, address))) return port;
  }
  throw new CommandFailure(
    `No port from ${wanted} on can be used on ${address}.`,
    exitCodes.failed,
    'Ports below 1024 need rights that this account may lack; set PORT, CONSOLE_PORT and MAILBOX_PORT to others.',
  );
}
