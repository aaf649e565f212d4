import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { MINUTE, required } from '@halles/kernel';
import { GENEROUS, multipartForm, openWorld, type World } from '@halles/testing';
import { ACCOUNT_HEADER, send, startBorderApp } from './border-app.fake';
import type { Serving } from './serve';

const HERE = 'ici-bourg.localhost';
const THERE = 'autre-ville.localhost';
const SIGNED_IN = { path: '/guarded/upload' };
const FILE = { field: 'photo', name: 'a.jpg', type: 'image/jpeg', bytes: Buffer.alloc(64 * 1024, 'x') };

/** How long the border waits for the rest of a body after its answer, here. */
const LINGER_MS = 200;
/** In so many pieces what is sent slowly takes five times as long. */
const SLOW_PIECES = 25;

jest.setTimeout(4 * MINUTE);

interface Sending {
  readonly path?: string;
  /** Whom the visitor's address is told of by the proxy. */
  readonly from?: string;
  readonly account?: string;
  readonly bytes?: Buffer;
}

let addresses = 0;
/** An address that nobody else has sent from. */
const newAddress = (): string => `198.51.100.${(addresses += 1)}`;

/** A sender who holds a socket: the head and the first bytes of a form with files, and the rest when it pleases. */
class Sender {
  private answer = '';
  readonly closed: Promise<unknown>;

  private constructor(
    private readonly socket: Socket,
    private readonly rest: Buffer,
  ) {
    socket.on('data', (chunk) => (this.answer += chunk.toString('latin1')));
    socket.on('error', () => undefined);
    this.closed = once(socket, 'close');
  }

  static async begin(port: number, host: string, sending: Sending = {}): Promise<Sender> {
    const { path = '/upload', from = newAddress(), account, bytes = FILE.bytes } = sending;
    const { body, headers } = multipartForm({}, [{ ...FILE, bytes }]);
    return Sender.open(port, `POST ${path}`, body, {
      host,
      ...headers,
      'x-forwarded-for': from,
      ...(account !== undefined && { [ACCOUNT_HEADER]: account }),
    });
  }

  static async open(
    port: number,
    request: string,
    body: Buffer,
    headers: Readonly<Record<string, string>>,
  ): Promise<Sender> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(`${request} HTTP/1.1\r\n${head.join('')}\r\n`);
    socket.write(body.subarray(0, 1_024));
    return new Sender(socket, body.subarray(1_024));
  }

  goOn(): void {
    this.socket.write(this.rest);
  }

  /** The same as over a line that takes a second for it. @returns whether an answer came, or the end, before all was sent */
  async goOnSlowly(): Promise<'interrupted' | 'heard out'> {
    const step = Math.ceil(this.rest.length / SLOW_PIECES);
    for (let at = 0; at < this.rest.length; at += step) {
      await wait(LINGER_MS / 5);
      if (this.answer !== '' || this.socket.destroyed) return 'interrupted';
      this.socket.write(this.rest.subarray(at, at + step));
    }
    return 'heard out';
  }

  hangUp(): void {
    this.socket.destroy();
  }

  /** The status of the answer, once there is one. */
  async status(): Promise<number> {
    while (!this.answer.includes('\r\n\r\n')) {
      if (this.socket.closed) throw new Error('the connection was closed without an answer');
      await Promise.race([once(this.socket, 'data'), this.closed]);
    }
    return Number(this.answer.split(' ')[1]);
  }

  header(name: string): string | undefined {
    return new RegExp(`^${name}: (.*)$`, 'im').exec(this.answer)?.[1]?.trim();
  }
}

/** What is sent with a body that nobody will read, and the status of its answer. */
const UNREAD = [
  ['a reading', 'GET /search?q=a', HERE, 200],
  ['a host that nobody knows', 'POST /upload', 'nobody.localhost', 421],
  ['a path that cannot be read', 'POST /%', HERE, 400],
] as const;

describe('forms with files that arrive slowly', () => {
  let world: World;
  let serving: Serving;
  /** Those who never send the rest. They begin together: the border waits for some of them thirty seconds. */
  let stranger: Sender;
  let unread: ReadonlyMap<string, Sender>;
  let held: Sender;
  let slow: Sender;
  let other: Sender;

  beforeAll(async () => {
    world = await openWorld({
      env: { LOG_LEVEL: 'silent', UPLOADS_AT_ONCE: '8', TRUSTED_PROXIES: '127.0.0.1/32' },
    });
    serving = await startBorderApp(world.config, {
      rateLimits: GENEROUS,
      lingerMs: LINGER_MS,
    });
    held = await begin(HERE, { path: '/upload/held', bytes: Buffer.alloc(900 * 1024, 'x') });
    held.goOn();
    slow = await begin(HERE);
    other = await beginForm('POST /upload', HERE);
    stranger = await begin(HERE, SIGNED_IN);
    unread = new Map(
      await Promise.all(
        UNREAD.map(async ([what, request, host]) => [what, await beginForm(request, host)] as const),
      ),
    );
  });

  afterAll(async () => {
    await serving.stop();
    await world.close();
  });

  const begin = (host: string, sending?: Sending) => Sender.begin(serving.port, host, sending);

  /** The first bytes of a form without files. */
  const beginForm = (request: string, host: string) =>
    Sender.open(serving.port, request, Buffer.alloc(1_000, 'x'), {
      host,
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': '50000',
    });

  it(
    'hold no socket where nobody is signed in: the answer comes before the body, and then the end',
    async () => {
      expect(await stranger.status()).toBe(401);
      // The rest never comes, and nobody waits for it.
      await stranger.closed;
    },
    MINUTE,
  );

  it.each(UNREAD)(
    'hold no socket with the body of %s either',
    async (what, _request, _host, status) => {
      const sender = required(unread.get(what), what);
      expect(await sender.status()).toBe(status);
      await sender.closed;
    },
    MINUTE,
  );

  it('are cut off, with an answer; so is what is no form with files; who waits for us is not', async () => {
    expect(await Promise.all([slow.status(), other.status()])).toEqual([408, 408]);
    await Promise.all([slow.closed, other.closed]);
    await send(serving.port, HERE, { method: 'POST', path: '/upload/let-go' });
    expect(await held.status()).toBe(200);
    held.hangUp();
  });

  it.each(['/upload/refused', '/upload/unread'])(
    'are heard out before they are refused, however long the rest takes: %s',
    async (path) => {
      const sender = await begin(HERE, { path, bytes: Buffer.alloc(900 * 1024, 'x') });
      expect(await sender.goOnSlowly()).toBe('heard out');
      expect(await sender.status()).toBe(422);
      sender.hangUp();
    },
  );

  it('are received a few at once, half of them of one tenant; the rest is told when to come back', async () => {
    const first = await Promise.all(Array.from({ length: 4 }, () => begin(HERE)));
    const refused = await begin(HERE);
    expect([await refused.status(), refused.header('retry-after')]).toEqual([503, '10']);
    const other = await begin(THERE);
    other.goOn();
    expect(await other.status()).toBe(200);
    for (const sender of first) sender.goOn();
    expect(await Promise.all(first.map((sender) => sender.status()))).toEqual([200, 200, 200, 200]);
    const next = await begin(HERE);
    next.goOn();
    expect(await next.status()).toBe(200);
    for (const sender of [...first, refused, other, next]) sender.hangUp();
  });

  it.each<[string, Sending, Sending]>([
    ['account, wherever it sends from', { ...SIGNED_IN, account: 'one' }, { ...SIGNED_IN, account: 'other' }],
    ['address where nobody is signed in', { from: '192.0.2.1' }, { from: '192.0.2.2' }],
  ])('are received one at a time of each %s', async (_whose, one, another) => {
    const first = await begin(HERE, one);
    const refused = await begin(HERE, one);
    expect([await refused.status(), refused.header('retry-after')]).toEqual([429, '10']);
    const other = await begin(HERE, another);
    other.goOn();
    expect(await other.status()).toBe(200);
    first.goOn();
    expect(await first.status()).toBe(200);
    const next = await begin(HERE, one);
    next.goOn();
    expect(await next.status()).toBe(200);
    for (const sender of [first, refused, other, next]) sender.hangUp();
  });

  it('give their place back when whoever sends them hangs up', async () => {
    for (let n = 0; n < 6; n += 1) (await begin(HERE)).hangUp();
    let status = 503;
    // The end of a connection is noticed in its own time.
    while (status === 503) {
      await wait(20);
      const next = await begin(HERE);
      next.goOn();
      status = await next.status();
      next.hangUp();
    }
    expect(status).toBe(200);
  });
});
