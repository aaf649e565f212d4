import { connect } from 'node:net';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import { EngineError } from './engine';

const TIMEOUT_MS = 5_000;
const OLDEST_POSTGRES = 16;

/** What a server said of itself. */
export interface ProbedServer {
  readonly version: string;
  /** Settings that put data at risk, each a sentence with its remedy. */
  readonly warnings: readonly string[];
}

const placeOf = (url: URL, port: number): string => `${url.hostname}:${url.port || port}`;

/**
 * Checks that a PostgreSQL answers at this URL, takes its login and is recent enough.
 * @throws EngineError unreachable, another product, wrong login, older than 16
 */
export async function probePostgres(connectionString: string): Promise<ProbedServer> {
  const url = new URL(connectionString);
  const place = placeOf(url, 5432);
  await checkSpeaksPostgres(url, place);
  const client = new Client({
    connectionString,
    connectionTimeoutMillis: TIMEOUT_MS,
    query_timeout: TIMEOUT_MS,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
    const version = rows[0]?.server_version.split(' ')[0] ?? '0';
    if (Number.parseInt(version, 10) >= OLDEST_POSTGRES) return { version, warnings: [] };
    throw new EngineError(
      `PostgreSQL at ${place} is version ${version}; ${OLDEST_POSTGRES} or newer is needed.`,
      'Upgrade it, or unset DATABASE_URL to use the embedded one.',
    );
  } catch (error) {
    if (error instanceof EngineError) throw error;
    throw new EngineError(
      `PostgreSQL at ${place} refused the login of DATABASE_URL: ${(error as Error).message}.`,
      'Correct the user, the password or the database in DATABASE_ADMIN_URL or DATABASE_URL.',
      { cause: error },
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** To a request for TLS, PostgreSQL answers one byte, S or N (protocol 3.2, 54.2.11); nothing else does. */
function checkSpeaksPostgres(url: URL, place: string): Promise<void> {
  const request = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: url.hostname.replaceAll(/[[\]]/g, ''), port: Number(url.port || 5432) });
    const fail = (message: string, remedy: string) => {
      socket.destroy();
      reject(new EngineError(message, remedy));
    };
    const foreign = () =>
      fail(
        `What answers at ${place} is not PostgreSQL.`,
        'Correct the port in DATABASE_URL, or unset it to use the embedded one.',
      );
    socket.setTimeout(TIMEOUT_MS, foreign);
    socket.once('error', (error) =>
      fail(
        `No PostgreSQL can be reached at ${place} (${(error as NodeJS.ErrnoException).code ?? error.message}).`,
        'Start it or correct DATABASE_URL; unset it to use the embedded one.',
      ),
    );
    socket.once('end', foreign);
    socket.once('data', (answer) => {
      if (answer.length !== 1 || !'SN'.includes(answer.toString('latin1'))) return foreign();
      socket.destroy();
      resolve();
    });
    socket.write(request);
  });
}

/**
 * Checks that a Valkey or Redis answers at this URL and takes its login.
 * @throws EngineError unreachable, another product, wrong login
 */
export async function probeRedis(connectionString: string): Promise<ProbedServer> {
  const place = placeOf(new URL(connectionString), 6379);
  const client = new Redis(connectionString, {
    lazyConnect: true,
    connectTimeout: TIMEOUT_MS,
    commandTimeout: TIMEOUT_MS,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
    // Whoever hung up is waited for no longer: what asks is a command that then ends.
    disconnectTimeout: 200,
  });
  let connectionError: Error | undefined;
  client.on('error', (error: Error) => (connectionError = error));
  try {
    await client.connect();
    const info = await client.info('server');
    const version = /(?:valkey|redis)_version:(\S+)/.exec(info)?.[1] ?? 'unknown';
    return { version, warnings: await riskySettings(client, place) };
  } catch (error) {
    throw explainRedis(connectionError ?? (error as Error), place);
  } finally {
    client.disconnect();
  }
}

async function riskySettings(client: Redis, place: string): Promise<string[]> {
  // Hosted servers refuse CONFIG: then nothing is known, and nothing is said.
  const setting = async (name: string) => {
    const answer: unknown = await client.config('GET', name).catch(() => []);
    return Array.isArray(answer) ? String(answer[1] ?? '') : '';
  };
  const [policy, appendOnly] = [await setting('maxmemory-policy'), await setting('appendonly')];
  return [
    ...(policy !== '' && policy !== 'noeviction'
      ? [`Redis at ${place} evicts keys (${policy}) and may lose jobs: set maxmemory-policy noeviction.`]
      : []),
    ...(appendOnly === 'no' ? [`Redis at ${place} keeps no append-only file: set appendonly yes.`] : []),
  ];
}

function explainRedis(error: Error, place: string): EngineError {
  const code = (error as NodeJS.ErrnoException).code;
  const remedy = 'Start it or correct REDIS_URL; unset it to use the embedded one.';
  if (/NOAUTH|WRONGPASS|NOPERM|invalid password/i.test(error.message)) {
    return new EngineError(
      `Redis at ${place} refused the login of REDIS_URL.`,
      'Correct its user and password.',
      { cause: error },
    );
  }
  // Who hangs up at the first word did answer: a server of another kind.
  if (code && code !== 'ECONNRESET' && code !== 'EPIPE' && /^E[A-Z]+$/.test(code)) {
    return new EngineError(`No Valkey or Redis can be reached at ${place} (${code}).`, remedy, {
      cause: error,
    });
  }
  return new EngineError(
    `What answers at ${place} is not Valkey or Redis.`,
    'Correct the port in REDIS_URL, or unset it to use the embedded one.',
    { cause: error },
  );
}
