import { systemClock } from '@halles/kernel';
import { Mailer, MailRenderer, type MailTransport } from '@halles/platform/mail';
import type { World } from '@halles/testing';
import type { ValueProvider } from '@nestjs/common';

/** The mailer of a world's modules, with the templates of the product: `servicesOf(world, modules, [mailerTo(transport, world)])`. */
export const mailerTo = (transport: MailTransport, { config }: Pick<World, 'config'>): ValueProvider => ({
  provide: Mailer,
  useValue: new Mailer(config, new MailRenderer(process.cwd()), transport, systemClock),
});
