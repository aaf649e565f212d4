import { createServer as createHttpServer } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { type EmbeddedEngine, freePort, probePostgres, probeRedis, startPostgres, startRedis } from '.';

const folder = mkdtempSync(join(tmpdir(), 'halles-probe-'));
const web = createHttpServer((_request, response) => response.end('hello'));
let postgres: EmbeddedEngine;
let redis: EmbeddedEngine;
let webPort: number;

beforeAll(async () => {
  postgres = await startPostgres({ folder: join(folder, 'postgres'), settings: { fsync: 'off' } });
  redis = await startRedis({ folder: join(folder, 'redis') });
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
  webPort = (web.address() as AddressInfo).port;
});

afterAll(async () => {
  web.close();
  await postgres.stop();
  await redis.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('a given PostgreSQL', () => {
  it('is accepted with its version when it answers and takes the login', async () => {
    await expect(probePostgres(postgres.url)).resolves.toEqual({
      version: expect.stringMatching(/^18\./),
      warnings: [],
    });
  });

  it('is named when nothing listens there', async () => {
    const port = await freePort();
    await expect(probePostgres(`postgres://a:b@127.0.0.1:${port}/c`)).rejects.toMatchObject({
      message: `No PostgreSQL can be reached at 127.0.0.1:${port} (ECONNREFUSED).`,
      remedy: expect.stringContaining('DATABASE_URL'),
    });
  });

  it('is named when another product answers: a web server, a Redis', async () => {
    for (const port of [webPort, redis.port]) {
      await expect(probePostgres(`postgres://a:b@127.0.0.1:${port}/c`)).rejects.toThrow(
        `What answers at 127.0.0.1:${port} is not PostgreSQL.`,
      );
    }
  });

  it('is named when it refuses the login, and the password is not shown', async () => {
    const wrong = `postgres://halles:hunter2@127.0.0.1:${postgres.port}/halles`;
    await expect(probePostgres(wrong)).rejects.toThrow(/^(?!.*hunter2).*refused the login of DATABASE_URL/);
  });
});

describe('a given Redis', () => {
  it('is accepted with its version when it answers and takes the login', async () => {
    await expect(probeRedis(redis.url)).resolves.toEqual({
      version: expect.stringMatching(/^\d+\./),
      warnings: [],
    });
  });

  it('is named when nothing listens there', async () => {
    const port = await freePort();
    await expect(probeRedis(`redis://127.0.0.1:${port}`)).rejects.toThrow(
      `No Valkey or Redis can be reached at 127.0.0.1:${port} (ECONNREFUSED).`,
    );
  });

  it('is named when another product answers: a web server, a PostgreSQL', async () => {
    for (const port of [webPort, postgres.port]) {
      await expect(probeRedis(`redis://127.0.0.1:${port}`)).rejects.toThrow(
        `What answers at 127.0.0.1:${port} is not Valkey or Redis.`,
      );
    }
  });

  it('is named when it refuses the login, and the password is not shown', async () => {
    await expect(probeRedis(`redis://:hunter2@127.0.0.1:${redis.port}`)).rejects.toThrow(
      /^(?!.*hunter2).*refused the login of REDIS_URL/,
    );
  });

  it('is accepted with a warning where it may lose jobs: keys that are evicted, no append-only file', async () => {
    const client = new Redis(redis.url);
    try {
      await client.config('SET', 'maxmemory-policy', 'allkeys-lru', 'appendonly', 'no');
      const { warnings } = await probeRedis(redis.url);
      expect(warnings).toEqual([
        `Redis at 127.0.0.1:${redis.port} evicts keys (allkeys-lru) and may lose jobs: set maxmemory-policy noeviction.`,
        `Redis at 127.0.0.1:${redis.port} keeps no append-only file: set appendonly yes.`,
      ]);
    } finally {
      await client.config('SET', 'maxmemory-policy', 'noeviction', 'appendonly', 'yes');
      client.disconnect();
    }
  });
});
