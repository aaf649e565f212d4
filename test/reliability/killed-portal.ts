import { freePort } from '@halles/platform/engines';
import { openWorld, type World } from '@halles/testing';
import { ContactForm } from './contact-form';
import { type Server, startServer } from './stage';

/** A portal as a process of its own, which is killed and started again, without worker, Redis or mail. */
export interface KilledPortal {
  readonly world: World;
  readonly form: ContactForm;
  start(): Promise<Server>;
}

export async function openKilledPortal(): Promise<KilledPortal> {
  const port = await freePort();
  const world = await openWorld({
    env: {
      PORT: String(port),
      PUBLIC_PORT: String(port),
      TRUSTED_PROXIES: '127.0.0.1',
      LOG_LEVEL: 'error',
    },
  });
  return {
    world,
    form: new ContactForm(port, world.here.tenant.slug),
    start: () => startServer('portal', { PATH: process.env['PATH'], ...world.env }),
  };
}
