import { type ChildProcess, spawn } from 'node:child_process';
import { type Agent, request } from 'node:http';
import { join } from 'node:path';
import { freePort } from '@halles/platform/engines';
import type { World } from '@halles/testing';

/** A built server of the product in a process of its own. Needs `npm run build`. */
export interface Server {
  readonly port: number;
  readonly child: ChildProcess;
}

/** Starts a server and waits until it says that it is ready. */
export async function startServer(app: 'portal' | 'console-api' | 'worker', world: World): Promise<Server> {
  const port = await freePort();
  const child = spawn(process.execPath, [join(process.cwd(), `dist/apps/${app}/main.js`)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, ...world.serverEnv, PORT: String(port), CONSOLE_PORT: String(port) },
    cwd: process.cwd(),
  });
  await new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('exit', (code) => reject(new Error(`the ${app} ended with ${code}`)));
  });
  return { port, child };
}

let visitor = 0;

/** A request of a visitor of its own, below the limits of each. */
export interface BenchRequest {
  readonly port: number;
  readonly host: string;
  readonly path: string;
  readonly agent: Agent;
  /** Posted as a form, or as JSON where it is an object. */
  readonly body?: URLSearchParams | object;
  /** Whose request it is; somebody else's each time unless said. */
  readonly address?: string;
}

export interface BenchAnswer {
  readonly status: number;
  /** Where it leads; empty where nowhere. */
  readonly location: string;
  readonly body: string;
}

/** Asks, and reads the answer to its end. @returns the status */
export async function send(question: BenchRequest): Promise<number> {
  return (await ask(question)).status;
}

/** The same, with where the answer leads and what it says. */
export function ask({ port, host, path, agent, body, address }: BenchRequest): Promise<BenchAnswer> {
  visitor += 1;
  const nextAddress = `10.${(visitor >> 16) & 255}.${(visitor >> 8) & 255}.${visitor & 255}`;
  const isForm = body instanceof URLSearchParams;
  const type = isForm ? 'application/x-www-form-urlencoded' : 'application/json';
  const headers = {
    host,
    accept: isForm || body === undefined ? 'text/html' : 'application/json',
    'x-forwarded-for': address ?? nextAddress,
    ...(body === undefined ? {} : { 'content-type': type, 'sec-fetch-site': 'same-origin' }),
  };
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { port, path, method: body === undefined ? 'GET' : 'POST', headers, agent },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming
          .on('data', (chunk: Buffer) => chunks.push(chunk))
          .once('error', reject)
          .once('end', () =>
            resolve({
              status: incoming.statusCode ?? 0,
              location: incoming.headers.location ?? '',
              body: Buffer.concat(chunks).toString(),
            }),
          );
      },
    );
    outgoing.once('error', reject);
    outgoing.end(body === undefined ? undefined : isForm ? body.toString() : JSON.stringify(body));
  });
}
