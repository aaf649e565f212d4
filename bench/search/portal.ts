import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { required } from '@halles/kernel';
import type { World } from '@halles/testing';

/** The real portal in a process of its own, asked over HTTP with connections kept. */
export class BenchPortal {
  private readonly agent: Agent;
  private sent = 0;

  private constructor(
    readonly port: number,
    private readonly child: ChildProcess,
    private readonly host: string,
    clients: number,
  ) {
    this.agent = new Agent({ keepAlive: true, maxSockets: clients });
  }

  /**
   * Null where the portal is not built: `npm run build`.
   * @param root of the checkout whose portal is started
   */
  static async start(
    world: World,
    slug: string,
    clients: number,
    root = process.cwd(),
  ): Promise<BenchPortal | null> {
    const main = join(root, 'dist', 'apps', 'portal', 'main.js');
    if (!existsSync(main)) return null;
    const port = await freePort();
    const env = { ...process.env, ...world.serverEnv, PORT: String(port), HALLES_ROOT: root };
    const child = spawn(process.execPath, [main], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env,
      cwd: root,
    });
    await new Promise<void>((resolve, reject) => {
      child.once('message', () => resolve());
      child.once('exit', (code) => reject(new Error(`the portal ended with ${code}`)));
    });
    return new BenchPortal(port, child, `${slug}.localhost`, clients);
  }

  /** Of its process. */
  get pid(): number {
    return required(this.child.pid, 'a process');
  }

  /** The status and the body. Each visitor has an address of their own: limits are each one's. */
  async get(path: string): Promise<{ readonly status: number; readonly body: string }> {
    this.sent += 1;
    const visitor = `10.${(this.sent >> 16) & 255}.${(this.sent >> 8) & 255}.${this.sent & 255}`;
    return new Promise((resolve, reject) => {
      const headers = { host: this.host, 'x-forwarded-for': visitor, accept: '*/*' };
      const options = { host: '127.0.0.1', port: this.port, path, headers, agent: this.agent };
      request(options, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.once('end', () =>
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString() }),
        );
        response.once('error', reject);
      })
        .once('error', reject)
        .end();
    });
  }

  stop(): void {
    this.agent.destroy();
    this.child.kill();
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
