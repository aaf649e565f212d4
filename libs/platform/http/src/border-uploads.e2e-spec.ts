import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { MINUTE } from '@halles/kernel';
import { GENEROUS, multipartForm, openWorld, type World } from '@halles/testing';
import { startBorderApp } from './border-app.fake';
import type { Serving } from './serve';

const HERE = 'ici-bourg.localhost';
const THERE = 'autre-ville.localhost';
const FILE = { field: 'photo', name: 'a.jpg', type: 'image/jpeg', bytes: Buffer.alloc(64 * 1024, 'x') };

jest.setTimeout(4 * MINUTE);

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

  static async begin(port: number, host: string, path: string): Promise<Sender> {
    const { body, headers } = multipartForm({}, [FILE]);
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    const head = Object.entries({ host, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(`POST ${path} HTTP/1.1\r\n${head.join('')}\r\n`);
    socket.write(body.subarray(0, 1_024));
    return new Sender(socket, body.subarray(1_024));
  }

  goOn(): void {
    this.socket.write(this.rest);
  }

  hangUp(): void {
    this.socket.destroy();
  }

  /** The status of the answer, once there is one. */
  async status(): Promise<number> {
    while (!this.answer.includes('\r\n\r\n')) await Promise.race([once(this.socket, 'data'), this.closed]);
    return Number(this.answer.split(' ')[1]);
  }

  header(name: string): string | undefined {
    return new RegExp(`^${name}: (.*)$`, 'im').exec(this.answer)?.[1]?.trim();
  }
}

describe('forms with files that arrive slowly', () => {
  let world: World;
  let serving: Serving;

  beforeAll(async () => {
    world = await openWorld({ env: { LOG_LEVEL: 'silent', UPLOADS_AT_ONCE: '4' } });
    serving = await startBorderApp(world.config, { rateLimits: { ...GENEROUS, upload: GENEROUS.write } });
  });

  afterAll(async () => {
    await serving.stop();
    await world.close();
  });

  const begin = (host: string, path = '/upload') => Sender.begin(serving.port, host, path);

  it(
    'hold no socket where nobody is signed in: the answer comes before the body, and then the end',
    async () => {
      const stranger = await begin(HERE, '/guarded/upload');
      expect(await stranger.status()).toBe(401);
      // The rest never comes, and nobody waits for it.
      await stranger.closed;
    },
    MINUTE,
  );

  it('are cut off, with an answer', async () => {
    const slow = await begin(HERE);
    expect(await slow.status()).toBe(408);
    await slow.closed;
  });

  it('are received a few at once, half of them of one tenant; the rest is told when to come back', async () => {
    const first = [await begin(HERE), await begin(HERE)];
    const refused = await begin(HERE);
    expect([await refused.status(), refused.header('retry-after')]).toEqual([503, '10']);
    const other = await begin(THERE);
    other.goOn();
    expect(await other.status()).toBe(200);
    for (const sender of first) sender.goOn();
    expect(await Promise.all(first.map((sender) => sender.status()))).toEqual([200, 200]);
    const next = await begin(HERE);
    next.goOn();
    expect(await next.status()).toBe(200);
    for (const sender of [...first, refused, other, next]) sender.hangUp();
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
