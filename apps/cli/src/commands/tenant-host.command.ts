import { addHost, makeCanonical, removeHost, verifyHost } from '@halles/platform/provisioning';
import type { Command } from 'commander';
import type { Io } from '../io';
import { withInstallation } from './installation';

/** `halles tenant host …` */
export function registerTenantHost(tenant: Command, io: () => Io): void {
  const host = tenant.command('host').description('the domains of a territory');
  host
    .command('add <slug> <host>')
    .description('give a territory a domain of its own, to be proved by a DNS record')
    .action(async (slug: string, name: string) => {
      await withInstallation(io(), async (installation) => {
        const proof = await addHost(installation, slug, name);
        io().line(`Publish this record, then run: halles tenant host verify ${slug} ${proof.host}`);
        io().line(`  ${proof.record}. TXT "${proof.token}"`);
        io().result(proof);
      });
    });
  host
    .command('verify <slug> <host>')
    .description('look for the DNS record and let the domain serve')
    .action(async (slug: string, name: string) => {
      await withInstallation(io(), async (installation) => {
        await verifyHost(installation, slug, name);
        io().line(`${name} is proved and serves ${slug}.`);
        io().result({ slug, host: name, verified: true });
      });
    });
  host
    .command('canonical <slug> <host>')
    .description('the address that all others redirect to')
    .action(async (slug: string, name: string) => {
      await withInstallation(io(), async (installation) => {
        await makeCanonical(installation, slug, name);
        io().line(`${slug} now lives at ${name}; its other addresses redirect there.`);
        io().result({ slug, host: name, canonical: true });
      });
    });
  host
    .command('remove <slug> <host>')
    .description('take a domain away')
    .action(async (slug: string, name: string) => {
      await withInstallation(io(), async (installation) => {
        await removeHost(installation, slug, name);
        io().line(`${name} no longer serves ${slug}.`);
        io().result({ slug, host: name, removed: true });
      });
    });
}
