import { randomUUID } from 'node:crypto';
import { type Agent, request } from 'node:http';
import { KEY } from '../../test/isolation/portal-forms';
import { median } from '../measure';
import type { LargeBody } from './largest-bodies';
import { cpuOf, loopCpuOf } from './process-cpu';

/** A server of the product, as nobody in particular asks it. */
export interface Target {
  readonly port: number;
  readonly pid: number;
  readonly host: string;
  readonly agent: Agent;
}

export interface Posted {
  readonly method: string;
  readonly path: string;
  readonly cookie?: string;
  readonly body?: LargeBody;
}

/** What a request costs, ms of CPU. */
export interface PostCost {
  readonly what: string;
  readonly status: number;
  /** In all threads. */
  readonly ms: number;
  /** On the event loop. */
  readonly loopMs: number;
}

/** Sent once each, to find out which are worth measuring: what compiles, or sweeps memory, makes them look dearer, never cheaper. */
const LOOKED_AT_FROM = 12;
const WARM_UP = 2;
const MEASURED = 5;

let visitor = 0;
/** Another subnet for each request: limits are for those who stay below them. */
const nextAddress = (): string => {
  visitor += 1;
  return `10.${(visitor >> 8) & 255}.${visitor & 255}.1`;
};

/** Sends a request of a visitor of its own. @returns the status and the body of the answer */
export function sendPost(
  { port, host, agent }: Pick<Target, 'port' | 'host' | 'agent'>,
  { method, path, cookie, body }: Posted,
): Promise<{ readonly status: number; readonly body: string }> {
  const text = body?.body.replaceAll(KEY, () => randomUUID());
  const headers = {
    host,
    accept: body?.type === 'application/json' ? 'application/json' : 'text/html',
    'x-forwarded-for': nextAddress(),
    'sec-fetch-site': 'same-origin',
    ...(cookie === undefined ? {} : { cookie }),
    ...(body === undefined || text === undefined
      ? {}
      : {
          'content-length': String(Buffer.byteLength(text)),
          ...(body.type === '' ? {} : { 'content-type': body.type }),
        }),
  };
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, path, method, headers, agent }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.once('end', () =>
        resolve({ status: incoming.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }),
      );
      incoming.once('error', reject);
    });
    outgoing.once('error', reject);
    outgoing.end(text);
  });
}

async function once(target: Target, posted: Posted): Promise<Omit<PostCost, 'what'>> {
  const [all, loop] = [cpuOf(target.pid), loopCpuOf(target.pid)];
  const { status } = await sendPost(target, posted);
  return { status, ms: cpuOf(target.pid) - all, loopMs: loopCpuOf(target.pid) - loop };
}

/** What each of the bodies costs a route: those that look cheap are sent once, the others until the median says it. */
export async function costsOf(
  target: Target,
  route: Omit<Posted, 'body'>,
  bodies: readonly LargeBody[],
): Promise<PostCost[]> {
  const costs: PostCost[] = [];
  for (const body of bodies) {
    const posted = { ...route, body };
    let cost = await once(target, posted);
    for (let turn = 0; turn < WARM_UP && cost.ms > LOOKED_AT_FROM; turn += 1)
      cost = await once(target, posted);
    if (cost.ms > LOOKED_AT_FROM) {
      const measured = [cost];
      while (measured.length < MEASURED) measured.push(await once(target, posted));
      cost = {
        status: cost.status,
        ms: median(measured.map(({ ms }) => ms)),
        loopMs: median(measured.map(({ loopMs }) => loopMs)),
      };
    }
    costs.push({ what: body.what, ...cost });
  }
  return costs;
}
