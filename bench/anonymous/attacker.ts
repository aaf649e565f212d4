import { type Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** Requests that one address may make in a minute, by class of route: the limits of `platform/http`. */
export interface Attack {
  readonly port: number;
  readonly host: string;
  readonly agent: Agent;
  /** Addresses by how many requests a minute each gets, in turn. */
  readonly waves: readonly { readonly perMinute: number; readonly paths: readonly string[] }[];
}

/** One address asks as much as it is let, evenly, until the signal. @returns answers by status */
export async function attack(
  { port, host, agent, waves }: Attack,
  signal: AbortSignal,
): Promise<Map<number, number>> {
  const answers = new Map<number, number>();
  let sent = 0;
  const get = (path: string): Promise<void> =>
    new Promise((resolve) => {
      sent += 1;
      // An address of its own each time: nothing comes from memory. Programs' addresses refuse unknown parameters.
      const own = path.startsWith('/api/') ? path : `${path}${path.includes('?') ? '&' : '?'}a=${sent}`;
      const headers = { host, accept: '*/*', 'x-forwarded-for': '203.0.113.66' };
      request({ port, path: own, headers, agent }, (incoming) => {
        const status = incoming.statusCode ?? 0;
        answers.set(status, (answers.get(status) ?? 0) + 1);
        incoming.resume().once('close', resolve);
      })
        .once('error', () => resolve())
        .end();
    });
  await Promise.all(
    waves.map(async ({ perMinute, paths }) => {
      const pending: Promise<void>[] = [];
      for (let turn = 0; !signal.aborted; turn += 1) {
        pending.push(get(paths[turn % paths.length] ?? '/'));
        await sleep(60_000 / perMinute, undefined, { signal }).catch(() => undefined);
      }
      await Promise.all(pending);
    }),
  );
  return answers;
}
