import { MINUTE, required } from '@halles/kernel';
import pg from 'pg';
import { v7 as uuid } from 'uuid';
import { type Answer, askersOf } from '../../apps/portal/testing/portal-harness';
import { noSmallDisk, openSmallDisk, type SmallDisk } from './small-disk';
import { openStage, type Stage, until } from './stage';

const DISK_MB = 400;
const PAGES = ['/', '/a-propos', '/contact', '/commerces', '/mentions-legales'];
/** More than a segment of the log holds, four times over: no segment that lies ready is enough for long. */
const WRITE = `SELECT pg_logical_emit_message(true, 'test', repeat('x', 4000000)), pg_switch_wal()`;
const MAX_WRITES = 500;

const why = noSmallDisk();

jest.setTimeout(5 * MINUTE);

describe('a disk without room for one more segment of the write-ahead log', () => {
  let disk: SmallDisk;
  let stage: Stage;

  beforeAll(async () => {
    if (why !== null) return;
    disk = openSmallDisk(DISK_MB);
    stage = await openStage({ ownPostgres: true, folder: disk.folder });
    await stage.startPortal();
  });
  afterAll(async () => {
    if (why !== null) return;
    disk.free();
    try {
      await stage.close();
    } finally {
      disk.close();
    }
  });

  const ask = (path: string): Promise<Answer> =>
    askersOf(stage.portalPort).ask(stage.world.here.tenant.slug, path, { headers: { accept: 'text/html' } });
  const statuses = async (): Promise<number[]> => {
    const answers: number[] = [];
    for (const path of PAGES) answers.push((await ask(path)).status);
    return answers;
  };
  /** Of a search that nobody made before: no page of it is kept. */
  const searchStatus = async (): Promise<number> => (await ask(`/commerces?q=${uuid()}`)).status;
  const all = (status: number): number[] => PAGES.map(() => status);

  /** Writes until the server gives up. @returns what it said */
  async function writeUntilItStops(): Promise<string> {
    const client = new pg.Client({
      connectionString: required(stage.postgres, 'a PostgreSQL of its own').url,
    });
    client.on('error', () => undefined);
    await client.connect();
    for (let writes = 0; writes < MAX_WRITES; writes += 1) {
      disk.fill();
      const said = await client.query(WRITE).then(
        () => null,
        (error: Error) => error.message,
      );
      if (said !== null) return said;
    }
    throw new Error('PostgreSQL never ran out of room');
  }

  (why === null ? it : it.skip)(
    `stops PostgreSQL; portals show the pages that they kept, say 503 to the rest, and work again by themselves once it is started${why === null ? '' : ` (not here: ${why})`}`,
    async () => {
      expect(await statuses()).toEqual(all(200));
      const { exited } = required(stage.postgres, 'a PostgreSQL of its own');
      expect(await writeUntilItStops()).toMatch(/No space left on device|Connection terminated/);
      await exited;
      expect([await statuses(), await searchStatus()]).toEqual([all(200), 503]);
      disk.free();
      // As its supervisor does.
      await stage.startPostgres();
      await until('the portal reads again', MINUTE, async () => (await searchStatus()) === 200);
      expect(await statuses()).toEqual(all(200));
    },
  );
});
