import { randomUUID } from 'node:crypto';
import { FootfallLinks, FootfallMeter, FootfallModule } from '@halles/domain/footfall';
import { servicesOf, type World, writeListings } from '@halles/testing';
import type { ContactForm } from './contact-form';
import { type KilledPortal, openKilledPortal } from './killed-portal';
import { setting } from './measure';
import type { Server } from './stage';

/** The suite kills once; `CRASH_RUNS=20 npm test -- e2e footfall-killed` is the whole measure. */
const RUNS = setting('CRASH_RUNS', 1);
const DOORS = 4;

describe('the portal killed while doors count', () => {
  let stage: KilledPortal;
  let world: World;
  let portal: Server;
  let form: ContactForm;

  beforeAll(async () => {
    stage = await openKilledPortal();
    ({ world, form } = stage);
  }, 60_000);
  afterEach(() => portal.kill());
  afterAll(() => world.close());

  const start = async () => (portal = await stage.start());

  it('loses no click that was answered, and counts once what is sent again', async () => {
    const services = await servicesOf(world, [FootfallModule]);
    const [meter, links] = [services.get(FootfallMeter), services.get(FootfallLinks)];
    const [listing = 0] = await writeListings(world, world.here, [{}]);
    const doors = Array.from(
      { length: DOORS },
      () => ({ id: randomUUID(), kind: 'door', name: 'Porte' }) as const,
    );
    for (const door of doors) await links.add(world.here, listing, door);
    const paths = doors.map((door) => `/porte/${links.token(world.here, door)}`);
    const send = async (path: string, id: string): Promise<boolean> => {
      const fields = { clicks: `${id} 1 0`, device: '' };
      return (await form.postTo(path, fields, { accept: 'application/json' }))?.status === 200;
    };
    const inside = async (): Promise<number> => (await meter.read(world.here, listing)).walkIns;
    let before = 0;
    for (let run = 0; run < RUNS; run += 1) {
      await start();
      const sent: [path: string, id: string][] = [];
      let answered = 0;
      const counting = paths.map(async (path) => {
        for (;;) {
          const id = randomUUID();
          sent.push([path, id]);
          // The connection was cut: nobody knows whether it counts.
          if (!(await send(path, id))) return;
          answered += 1;
        }
      });
      while (answered < 3 * DOORS) await new Promise((resolve) => setTimeout(resolve, 5));
      await portal.kill();
      await Promise.all(counting);
      expect(await inside()).toBeGreaterThanOrEqual(before + answered);
      await start();
      for (const [path, id] of sent) expect(await send(path, id)).toBe(true);
      before += sent.length;
      expect(await inside()).toBe(before);
      await portal.kill();
    }
    await services.close();
  });
});
