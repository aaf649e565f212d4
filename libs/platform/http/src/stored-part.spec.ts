import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { finished } from 'node:stream/promises';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { OpenedBody } from './http-answer';
import { StoredPart } from './stored-part';

const PIECE = 256 * 1024;

/** A stored file that tells what was done to it. */
class SampleFile {
  opened = 0;
  closed = 0;
  private tellClosed = (): void => {};
  readonly whenClosed = new Promise<void>((resolve) => (this.tellClosed = resolve));
  /** The memory that was filled, each once. */
  readonly memories = new Set<ArrayBufferLike>();

  constructor(
    private readonly content: Buffer,
    private readonly failAt = Number.POSITIVE_INFINITY,
  ) {}

  readonly open = async (): Promise<OpenedBody> => {
    this.opened += 1;
    await Promise.resolve();
    return {
      read: async (into, from) => {
        await Promise.resolve();
        if (from >= this.failAt) throw new Error('the disk does not answer');
        this.memories.add(into.buffer);
        return this.content.copy(into, 0, from);
      },
      close: async () => {
        this.closed += 1;
        this.tellClosed();
        await Promise.resolve();
      },
    };
  };
}

const sample = (bytes: number): Buffer =>
  Buffer.from(Uint8Array.from({ length: bytes }, (_byte, index) => (index * 31 + (index >> 8)) % 251));

/** A socket that is slow: it looks at what it was given only when it is done with it. */
class SlowSocket extends Writable {
  readonly received: Buffer[] = [];

  constructor() {
    super({ highWaterMark: 16 * PIECE });
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    setImmediate(() => {
      this.received.push(Buffer.from(chunk));
      done();
    });
  }
}

/** Serves a part as the portals do, and asks for it. */
async function served(
  open: () => Promise<OpenedBody>,
  { bytes, start = 0 }: { readonly bytes: number; readonly start?: number },
): Promise<{ readonly answer: IncomingMessage; readonly stop: () => Promise<void> }> {
  const server = new FastifyAdapter().getInstance();
  server.get('/', (_request, reply) => {
    void reply.header('content-length', bytes - start).type('text/plain');
    return reply.send(new StoredPart(open, { start, end: bytes - 1 }));
  });
  const address = await server.listen({ port: 0, host: '127.0.0.1' });
  const asked = request(address, { agent: false }).end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  return { answer, stop: () => server.close() };
}

describe('sending a stored file', () => {
  it('sends every byte out of one piece of memory, which it fills again only when the socket has taken it', async () => {
    const content = sample(5 * PIECE + 1234);
    const file = new SampleFile(content);
    const socket = new SlowSocket();
    new StoredPart(file.open, { start: 0, end: content.length - 1 }).pipe(socket);
    await finished(socket);
    expect(Buffer.concat(socket.received).equals(content)).toBe(true);
    expect(socket.received).toHaveLength(6);
    expect(file.memories.size).toBe(1);
    expect([file.opened, file.closed]).toEqual([1, 1]);
  });

  it('sends a part from its first to its last byte, and takes no more memory than it has bytes', async () => {
    const content = sample(3 * PIECE);
    const file = new SampleFile(content);
    const socket = new SlowSocket();
    new StoredPart(file.open, { start: PIECE - 3, end: PIECE + 3 }).pipe(socket);
    await finished(socket);
    expect(Buffer.concat(socket.received).equals(content.subarray(PIECE - 3, PIECE + 4))).toBe(true);
    expect([...file.memories].map(({ byteLength }) => byteLength)).toEqual([7]);
  });

  it('sends a file without a byte', async () => {
    const file = new SampleFile(Buffer.alloc(0));
    const socket = new SlowSocket();
    new StoredPart(file.open, { start: 0, end: -1 }).pipe(socket);
    await finished(socket);
    expect([socket.received.length, file.closed]).toEqual([0, 1]);
  });

  it('arrives whole over HTTP', async () => {
    const content = sample(9 * PIECE + 77);
    const file = new SampleFile(content);
    const { answer, stop } = await served(file.open, { bytes: content.length, start: 11 });
    expect((await buffer(answer)).equals(content.subarray(11))).toBe(true);
    await stop();
    expect(file.closed).toBe(1);
  });

  it('breaks the answer off where the file is shorter than was announced, and where it cannot be read', async () => {
    for (const file of [new SampleFile(sample(2 * PIECE)), new SampleFile(sample(4 * PIECE), PIECE)]) {
      const { answer, stop } = await served(file.open, { bytes: 4 * PIECE });
      await expect(buffer(answer)).rejects.toThrow('aborted');
      await stop();
      expect(file.closed).toBe(1);
    }
  });

  it('is an error, and no file that breaks off, where it cannot be opened', async () => {
    const { answer, stop } = await served(() => Promise.reject(new Error('gone')), { bytes: PIECE });
    expect(answer.statusCode).toBe(500);
    answer.resume();
    await stop();
  });

  it('closes the file when who asked has left', async () => {
    const file = new SampleFile(sample(200 * PIECE));
    const { answer, stop } = await served(file.open, { bytes: 200 * PIECE });
    await once(answer, 'readable');
    answer.destroy();
    await file.whenClosed;
    await stop();
    expect(file.closed).toBe(1);
  });

  it('opens nothing before it is sent', () => {
    const file = new SampleFile(sample(10));
    new StoredPart(file.open, { start: 0, end: 9 }).destroy();
    expect(file.opened).toBe(0);
  });

  it('refuses to be read into what keeps its pieces', async () => {
    const part = new StoredPart(new SampleFile(sample(10)).open, { start: 0, end: 9 });
    await expect(buffer(part)).rejects.toThrow('piped into a socket');
  });
});
