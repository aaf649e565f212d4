import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ACCOUNT_LINK_SEND,
  ACCOUNT_SECURITY_CHANGED,
  ACCOUNT_INVITATION_SEND,
} from '@halles/domain/accounts';
import {
  CLAIM_NOTIFY,
  CLAIM_NOTIFY_AGENTS,
  CLAIM_OFFER_TRANSFER,
  ADDITION_ACKNOWLEDGE,
  ADDITION_NOTIFY_AGENTS,
} from '@halles/domain/claims';
import { CORRECTION_LINK } from '@halles/domain/corrections';
import { ENQUIRY_FORWARD, ENQUIRY_ACKNOWLEDGE } from '@halles/domain/enquiries';
import { FRESHNESS_QUESTION } from '@halles/domain/freshness';
import { MANDATE_REQUEST } from '@halles/domain/mandates';
import { REPORT_ACKNOWLEDGE, REPORT_ANSWER, REPORT_MAIL } from '@halles/domain/reports';
import { ImportService, ImportsModule } from '@halles/domain/imports';
import { serve } from '@halles/platform/http';
import { startMailbox } from '@halles/platform/mail';
import { type JobKind, Outbox } from '@halles/platform/outbox';
import { getTenant } from '@halles/platform/provisioning';
import { createContext, type TenantContext, toTenant } from '@halles/platform/tenancy';
import { markupIn, hostileLinks, servicesOf } from '@halles/testing';
import { createConsoleApp } from '../../apps/console-api/src/console-app';
import { addAccount, ConsoleClient, openSession } from '@halles/testing/console';
import { anImport, anOsmFile } from '@halles/testing/imports';
import { type Planted, plant } from '../isolation/portal-planted';
import { askersOf, type Portal } from '../../apps/portal/testing/portal-harness';
import { startServer } from '../reliability/stage';
import { addHostileRows, makeHostile } from './hostile-rows';
import { openPortalStage, type PortalStage } from './portal-stage';
import { FILLED } from './stage-directory';

/** Towns whose every text is markup, each another quarter of it; the first has many rows of everything besides. */
const TOWNS = [FILLED, 'premier-bourg', 'deuxieme-bourg', 'troisieme-bourg'] as const;
const MARK = 'Fauvette';

export interface HostileTown {
  readonly ctx: TenantContext;
  readonly things: Planted;
}

/** Portal, console and mailbox of towns in which nobody means well. */
export interface HostileStage extends PortalStage {
  readonly towns: readonly HostileTown[];
  /** Businesses that an import brought to the first town. */
  readonly imported: readonly number[];
  /** A page as the portal sends it. */
  ask(slug: string, path: string, cookie?: string): ReturnType<Portal['ask']>;
  readonly console: { readonly origin: string; readonly cookie: string };
  readonly mailbox: string;
  readonly smtpPort: number;
  close(): Promise<void>;
}

/** Needs the worker, the islands and the console to be built (`npm run build`). */
export async function openHostileStage(): Promise<HostileStage> {
  const folder = await mkdtemp(join(tmpdir(), 'halles-hostile-'));
  const mailbox = await startMailbox({ smtpPort: 0, httpPort: 0, folder: join(folder, 'mailbox') });
  const smtp = `smtp://127.0.0.1:${mailbox.smtpPort}`;
  const stage = await openPortalStage({ SMTP_URL: smtp, CONSOLE_HOST: 'console.localhost' });
  const { world } = stage;
  const asking = askersOf(Number(new URL(stage.originOf(FILLED)).port));
  const towns: HostileTown[] = [];
  let imported: number[] = [];
  for (const [round, slug] of TOWNS.entries()) {
    const ctx = slug === FILLED ? await contextOf(stage) : await world.addTenant(slug);
    const things = await plant({ world, ...asking }, ctx, MARK, 501);
    if (round === 0) imported = await importHostile(stage, ctx, folder);
    if ((await makeHostile(world, ctx, MARK, round)) < 40) throw new Error('few columns were written');
    await addHostileRows(world, ctx, things, round === 0 ? imported : [things.listing + 1]);
    await promiseMails(stage, ctx, things);
    towns.push({ ctx, things });
  }
  const office = await serve(await createConsoleApp(world.config), 0);
  const operator = new ConsoleClient(office.port);
  await openSession(world, operator, await addAccount(world));
  const worker = await startServer('worker', { PATH: process.env['PATH'], ...world.serverEnv });
  return {
    ...stage,
    towns,
    imported,
    ask: (slug, path, cookie) => asking.ask(slug, path, { headers: cookie === undefined ? {} : { cookie } }),
    console: { origin: `http://console.localhost:${office.port}`, cookie: operator.cookie ?? '' },
    mailbox: `http://127.0.0.1:${mailbox.httpPort}`,
    smtpPort: mailbox.smtpPort,
    close: async () => {
      await worker.stop();
      await office.stop();
      await stage.close();
      await mailbox.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function contextOf({ world }: PortalStage): Promise<TenantContext> {
  const record = await getTenant(world.installation.platform(), FILLED);
  return createContext(toTenant(record), { kind: 'visitor' }, 'a journey');
}

const quoted = (cells: readonly string[]): string =>
  cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');

/** A town's own list and what OpenStreetMap has, both of somebody who means harm. */
async function importHostile({ world }: PortalStage, ctx: TenantContext, folder: string): Promise<number[]> {
  const scoped = { ...world, config: { ...world.config, root: folder } };
  const imports = (await servicesOf(scoped, [ImportsModule])).get(ImportService);
  const [names, links] = [markupIn(110), hostileLinks];
  const header =
    'id,nom,adresse,code postal,commune,insee,activite,site,email,telephone,horaires,mots cles,origine';
  const lines = names.map((name, n) =>
    quoted([
      `h${n}`,
      name,
      name,
      '33000',
      'Bordeaux',
      '33063',
      'boulangerie',
      links[n % links.length] ?? '',
      `contact@${name}`,
      name,
      `Mo-Sa 08:00-12:00 "${name.replaceAll('"', '')}"`,
      name,
      name,
    ]),
  );
  const csv = join(folder, 'hostile.csv');
  await writeFile(csv, `${header}\n${lines.join('\n')}\n`);
  await imports.importHere(ctx, anImport({ source: 'csv', file: csv, mapping: {} }));
  const osm = join(folder, 'hostile.geojson');
  const places = names.map((name, n) => ({
    id: `node/${9_000_000 + n}`,
    at: [-0.57 - n / 4_000, 44.84] as const,
    tags: {
      shop: 'bakery',
      name,
      operator: name,
      opening_hours: name,
      website: links[n % links.length] ?? '',
      'addr:street': name,
      description: name,
    },
  }));
  await writeFile(osm, anOsmFile(places));
  await imports.importHere(ctx, anImport({ source: 'osm', file: osm }));
  const rows = await world.work.read(ctx, ({ manager }) =>
    manager.query<{ id: number }[]>(
      `SELECT id FROM listing WHERE id > 502 AND visibility = 'public' ORDER BY id`,
    ),
  );
  return rows.map(({ id }) => id);
}

/** One of each mail about what was planted. */
async function promiseMails({ world }: PortalStage, ctx: TenantContext, things: Planted): Promise<void> {
  const outbox = new Outbox();
  await world.work.write(ctx, async (tx) => {
    const idOf = async (table: string): Promise<string> =>
      (await tx.manager.query<{ id: string }[]>(`SELECT id FROM ${table} LIMIT 1`))[0]?.id ?? '';
    const step = await idOf('claim_event');
    const mails: readonly (readonly [JobKind, string])[] = [
      [ENQUIRY_FORWARD, await idOf('enquiry')],
      [ENQUIRY_ACKNOWLEDGE, await idOf('enquiry')],
      [REPORT_ACKNOWLEDGE, things.report],
      [FRESHNESS_QUESTION, await idOf('freshness_question')],
      [REPORT_MAIL, things.report],
      [REPORT_ANSWER, things.report],
      [ACCOUNT_LINK_SEND, await idOf('account_link')],
      [ACCOUNT_SECURITY_CHANGED, things.people.owner],
      [ACCOUNT_INVITATION_SEND, things.invitation],
      [CLAIM_NOTIFY, step],
      [CLAIM_NOTIFY_AGENTS, step],
      [CLAIM_OFFER_TRANSFER, things.transfer],
      [ADDITION_ACKNOWLEDGE, things.addition],
      [ADDITION_NOTIFY_AGENTS, things.addition],
      [CORRECTION_LINK, await idOf('correction_link')],
      [MANDATE_REQUEST, await idOf('mandate')],
    ];
    for (const [kind, ref] of mails) await outbox.append(tx, { kind, ref });
  });
}
