import { type IncomingHttpHeaders, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { EnquiryEntity } from '@halles/domain/enquiries';
import { type HttpAppOptions, serve } from '@halles/platform/http';
import { type World, type WorldOptions, openWorld } from '@halles/testing';
import type { INestApplicationContext } from '@nestjs/common';
import { createPortal } from '../src/create-portal';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly bytes: Buffer;
}

export interface Asking {
  readonly method?: string;
  /** Sent as they are; `host` replaces the one made of the slug. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** The whole portal over a world of two tenants, on a port of its own. */
export interface Portal {
  readonly world: World;
  readonly port: number;
  /** For what only the application knows of itself, as its routes. */
  readonly app: INestApplicationContext;
  /** Asks `<slug>.localhost`, as a browser that follows no redirect. */
  ask(slug: string, path: string, asking?: Asking): Promise<Answer>;
  /**
   * Posts a form as a browser does from a page of the same origin.
   * @param fields by their names, or as pairs where a name comes more than once
   */
  post(
    slug: string,
    path: string,
    fields: Readonly<Record<string, string>> | readonly [string, string][],
    headers?: Asking['headers'],
  ): Promise<Answer>;
  close(): Promise<void>;
}

/** @param server of the test's own, as its superuser; the one of the whole run unless given */
export async function openPortal(
  options: Partial<HttpAppOptions> = {},
  env: Readonly<Record<string, string>> = {},
  server: Pick<WorldOptions, 'postgresUrl'> = {},
): Promise<Portal> {
  const world = await openWorld({
    ...server,
    entities: [EnquiryEntity],
    env: { BIND_ADDRESS: '127.0.0.1', PUBLIC_PORT: '0', LOG_LEVEL: 'silent', ...env },
  });
  const app = await createPortal(world.config, options);
  const { port, stop } = await serve(app, 0);
  return {
    world,
    port,
    app,
    ...askersOf(port),
    close: async () => {
      await stop();
      await world.close();
    },
  };
}

/** Sends the head of a request and nothing of its body before the answer is there: what a portal says of it unread. */
export function announceBody(
  port: number,
  slug: string,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<Pick<Answer, 'status' | 'body'>> {
  return new Promise((resolve, reject) => {
    const outgoing = request({
      port,
      path,
      method: 'POST',
      agent: false,
      headers: { host: `${slug}.localhost`, accept: 'text/html', ...headers },
    });
    outgoing.on('error', reject);
    outgoing.on('response', (incoming) => {
      void text(incoming).then((body) => {
        outgoing.destroy();
        resolve({ status: incoming.statusCode ?? 0, body });
      }, reject);
    });
    outgoing.flushHeaders();
  });
}

/** How a portal that listens on a port is asked. */
export function askersOf(port: number): Pick<Portal, 'ask' | 'post'> {
  const ask: Portal['ask'] = (slug, path, { method = 'GET', headers = {}, body } = {}) =>
    new Promise((resolve, reject) => {
      const outgoing = request(
        {
          port,
          path,
          method,
          headers: { host: `${slug}.localhost`, accept: 'text/html', ...headers },
          agent: false,
        },
        (incoming) => {
          const chunks: Buffer[] = [];
          const finish = (): void => {
            const bytes = Buffer.concat(chunks);
            resolve({
              status: incoming.statusCode ?? 0,
              headers: incoming.headers,
              body: bytes.toString('utf8'),
              bytes,
            });
          };
          const isStream = incoming.headers['content-type']?.startsWith('text/event-stream') === true;
          incoming.on('data', (chunk: Buffer) => {
            chunks.push(chunk);
            // A stream of events has no end: its beginning is the answer.
            if (isStream) {
              incoming.destroy();
              finish();
            }
          });
          incoming.on('end', finish);
        },
      );
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  return {
    ask,
    post: (slug, path, fields, headers = {}) =>
      ask(slug, path, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'sec-fetch-site': 'same-origin',
          ...headers,
        },
        body: new URLSearchParams(fields).toString(),
      }),
  };
}
