import { bookingAnswerLink, bookingLink, waitLink } from '@halles/domain/agendas';
import { conversationLink } from '@halles/domain/conversations';
import { footfallLinks } from '@halles/domain/footfall';
import { join } from 'node:path';
import { correctionPageLink } from '@halles/domain/corrections';
import { reportConfirmationLink } from '@halles/domain/reports';
import { mandateLink } from '@halles/domain/mandates';
import {
  orderAnswerLink,
  orderConfirmLink,
  orderContactLink,
  orderLink,
  orderSilenceLink,
} from '@halles/domain/orders';
import { questionLink } from '@halles/domain/freshness';
import { accountLink, invitationLink } from '@halles/domain/accounts';
import { systemClock } from '@halles/kernel';
import { hashToken, newSessionToken } from '@halles/platform/auth';
import { DiskStorage } from '@halles/platform/storage';
import { SignedLinks, type TenantContext } from '@halles/platform/tenancy';
import { aPicture, multipartForm, signInAs, type World, writeListings } from '@halles/testing';
import { writeOpenData } from '@halles/testing/open-data';
import type { Portal } from '../../apps/portal/testing/portal-harness';
import { emailOf, type Person, Planting } from './portal-planting';
import { writeRows } from './portal-rows';

/** One of everything that a territory keeps, and what it is asked by. */
export interface Planted {
  /** The word that every text of it holds, in capitals. */
  readonly mark: string;
  readonly slug: string;
  readonly listing: number;
  /** `<slug>-<id>`, as addresses of public pages have it. */
  readonly listingSlug: string;
  readonly street: string;
  readonly photo: string;
  readonly photoFile: string;
  readonly claim: string;
  readonly transfer: string;
  readonly addition: string;
  readonly report: string;
  readonly product: string;
  readonly productPhoto: string;
  readonly productImport: string;
  readonly order: string;
  readonly orderContact: string;
  readonly booking: string;
  readonly bookingFile: string;
  readonly wait: string;
  readonly conversation: string;
  readonly messagePhoto: string;
  readonly agendaService: string;
  readonly agendaResource: string;
  readonly agendaSession: string;
  readonly door: string;
  readonly post: string;
  readonly invitation: string;
  readonly pushEndpoint: string;
  /** Session of another browser of the owner. */
  readonly session: string;
  readonly tokens: {
    readonly link: string;
    readonly invitation: string;
    readonly freshness: string;
    readonly mandate: string;
    readonly report: string;
    readonly correction: string;
    readonly order: string;
    readonly booking: string;
    readonly bookingAnswer: string;
    readonly wait: string;
    readonly feed: string;
    readonly conversation: string;
    readonly door: string;
    readonly screen: string;
    readonly orderConfirm: string;
    readonly orderAnswer: string;
    readonly orderSilence: string;
    readonly orderContact: string;
  };
  /** The cookie of the browser that asked for the link. */
  readonly browser: string;
  readonly people: Readonly<Record<Person, string>>;
}

/** Signs one of its people in, with a session of their own. @returns the value of a Cookie header */
export async function sessionFor(
  world: Pick<World, 'work'>,
  ctx: TenantContext,
  mark: string,
  person: Person,
): Promise<string> {
  return (await signInAs(world, ctx, { email: emailOf(mark, person) })).cookie;
}

/** A street of one territory alone, whose name is not its word: pages repeat the names that they are asked for. */
const quayOf = (mark: string): string => `quai ${[...mark].toReversed().join('')}`;

const phone = '+33556000001';

/** A bakery with the word in every text that sources tell, and a business in a street of its own. */
async function plantListings(world: Portal['world'], ctx: TenantContext, mark: string): Promise<number> {
  const word = mark.toLowerCase();
  const [listing = 0] = await writeListings(world, ctx, [
    {
      sourceId: `${mark}-source`,
      facts: {
        displayName: `${mark} boulangerie`,
        legalName: `${mark} SARL`,
        siret: '55203253400646' as never,
        keywords: [`${mark} brioche`],
        openingHoursText: `Mo-Su 00:00-24:00 "${mark}"`,
        address: { street: `rue ${mark}` },
        contact: { phone, website: `https://${word}.example/`, email: `${word}-shop@town.example` },
      },
    },
    { facts: { displayName: `${mark} du quai`, address: { street: quayOf(mark) } } },
  ]);
  return listing;
}

/** Fills a territory with one of everything, and the word in every text. @param firstId number of its listing */
export async function plant(
  portal: Pick<Portal, 'world' | 'ask' | 'post'>,
  ctx: TenantContext,
  mark: string,
  firstId: number,
): Promise<Planted> {
  const { world } = portal;
  await world.installation.onSchema('main', ctx.tenant.role, (runner) =>
    runner.query(`SELECT setval(pg_get_serial_sequence('listing', 'id'), ${firstId - 1})`),
  );
  const listing = await plantListings(world, ctx, mark);
  const people = await peopleOf(portal, ctx, mark, listing);
  const rows = await world.work.write(ctx, (tx) => writeRows(new Planting(tx, mark, listing, people)));
  const cookie = await sessionFor(world, ctx, mark, 'owner');
  const photo = await sendPhoto(portal, ctx, listing, cookie, mark);
  const productPhoto = await sendProductPhoto(portal, ctx, { listing, cookie, product: rows.product });
  await Promise.all([storePrivatePhotos(world, ctx, rows, mark), writeOpenData(world, ctx)]);
  const links = new SignedLinks(world.config.masterKey);
  const tokenOf = (kind: typeof accountLink, id: string) => links.issue(ctx, kind, { id, serial: 0 });
  const link = tokenOf(accountLink, rows.link);
  const browser = newSessionToken();
  await world.work.write(ctx, ({ manager }) =>
    manager.query('UPDATE account_link SET token_hash = $2, browser_hash = $3 WHERE id = $1', [
      ...[rows.link, hashToken(link), hashToken(browser)],
    ]),
  );
  const { slug, session } = await slugAndSession(portal, ctx, listing, people.owner);
  return {
    ...{ mark, slug: ctx.tenant.slug, listing },
    listingSlug: `${slug}-${listing}`,
    street: quayOf(mark.toLowerCase()).replace(' ', '-'),
    ...photo,
    productPhoto,
    ...rows,
    session,
    browser: `__Host-halles-browser=${browser}`,
    people,
    pushEndpoint: `https://push.example/${mark.toLowerCase()}`,
    tokens: {
      link,
      invitation: links.issue(ctx, invitationLink, { id: rows.invitation, serial: 1 }),
      freshness: tokenOf(questionLink, rows.ask),
      mandate: tokenOf(mandateLink, rows.mandate),
      report: tokenOf(reportConfirmationLink, rows.report),
      correction: tokenOf(correctionPageLink, rows.correctionLink),
      order: tokenOf(orderLink, rows.order),
      booking: tokenOf(bookingLink, rows.booking),
      bookingAnswer: tokenOf(bookingAnswerLink, rows.bookingRecipient),
      wait: tokenOf(waitLink, rows.wait),
      feed: rows.feedToken,
      conversation: tokenOf(conversationLink, rows.conversation),
      door: tokenOf(footfallLinks.door, rows.door),
      screen: tokenOf(footfallLinks.screen, rows.screen),
      orderSilence: tokenOf(orderSilenceLink, rows.orderRecipient),
      orderConfirm: tokenOf(orderConfirmLink, rows.order),
      orderAnswer: tokenOf(orderAnswerLink, rows.orderRecipient),
      orderContact: tokenOf(orderContactLink, rows.orderContact),
    },
  };
}

async function peopleOf(
  portal: Pick<Portal, 'world' | 'ask' | 'post'>,
  ctx: TenantContext,
  mark: string,
  listingId: number,
): Promise<Planted['people']> {
  const grants = {
    claimant: [],
    reader: [{ listingId, role: 'merchant-staff', permissions: ['listing.read'] }],
    staff: [{ listingId, role: 'merchant-staff' }],
    owner: [{ listingId }],
  } as const;
  const ids: Record<string, string> = {};
  for (const person of ['claimant', 'reader', 'staff', 'owner'] as const) {
    const { account } = await signInAs(portal.world, ctx, {
      email: emailOf(mark, person),
      name: `${mark} ${person}`,
      grants: grants[person],
    });
    ids[person] = account.id;
  }
  return ids as unknown as Planted['people'];
}

/** The photos of a list and of a message, and the file of a booking, whose rows say that there is one. */
async function storePrivatePhotos(
  world: World,
  ctx: TenantContext,
  { order, messagePhoto, bookingFile }: Pick<Planted, 'order' | 'messagePhoto' | 'bookingFile'>,
  mark: string,
): Promise<void> {
  const files = new DiskStorage(join(world.config.home, 'media'), systemClock);
  await files.put(ctx, 'private', ['lists', `${order}.jpg`], Buffer.from(mark));
  await files.put(ctx, 'private', ['conversations', `${messagePhoto}.jpg`], Buffer.from(mark));
  await files.put(ctx, 'private', ['bookings', `${bookingFile}.pdf`], Buffer.from(mark));
}

async function slugAndSession(
  { world }: Pick<Portal, 'world'>,
  ctx: TenantContext,
  listing: number,
  owner: string,
): Promise<{ readonly slug: string; readonly session: string }> {
  const [{ slug = '', session = '' } = {}] = await world.work.read(ctx, ({ manager }) =>
    manager.query<{ slug: string; session: string }[]>(
      `SELECT slug, (SELECT id FROM account_session WHERE account_id = $2 ORDER BY id LIMIT 1) AS session
         FROM listing WHERE id = $1`,
      [listing, owner],
    ),
  );
  return { slug, session };
}

async function sendPhoto(
  portal: Pick<Portal, 'world' | 'ask' | 'post'>,
  ctx: TenantContext,
  listing: number,
  cookie: string,
  mark: string,
): Promise<Pick<Planted, 'photo' | 'photoFile'>> {
  const file = {
    field: 'photo',
    name: 'a.jpg',
    type: 'image/jpeg',
    bytes: await aPicture().jpeg().toBuffer(),
  };
  const { body, headers } = multipartForm({ kind: 'photo' }, [file]);
  const album = `/pro/commerces/${listing}/photos`;
  const sent = await portal.ask(ctx.tenant.slug, album, {
    method: 'POST',
    body,
    headers: { ...headers, cookie, accept: 'application/json' },
  });
  const [photo = ''] = /[0-9a-f-]{36}/.exec(sent.body) ?? [];
  const alt = { altFr: `${mark} vitrine`, altEn: `${mark} window` };
  await portal.post(ctx.tenant.slug, `${album}/${photo}/description`, alt, { cookie });
  const page = await portal.ask(ctx.tenant.slug, album, { headers: { cookie } });
  const [, photoFile = ''] = /\/media\/photos\/\d+\/([\w.-]+)/.exec(page.body) ?? [];
  if (photo === '' || photoFile === '')
    throw new Error(`the photo was not taken: ${sent.status} ${sent.body}`);
  return { photo, photoFile };
}

async function sendProductPhoto(
  portal: Pick<Portal, 'world' | 'ask'>,
  ctx: TenantContext,
  {
    listing,
    cookie,
    product,
  }: { readonly listing: number; readonly cookie: string; readonly product: string },
): Promise<string> {
  const picture = {
    field: 'photo',
    name: 'a.jpg',
    type: 'image/jpeg',
    bytes: await aPicture().jpeg().toBuffer(),
  };
  const { body, headers } = multipartForm({}, [picture]);
  const path = `/pro/commerces/${listing}/produits/${product}/photo`;
  const sent = await portal.ask(ctx.tenant.slug, path, {
    method: 'POST',
    body,
    headers: { ...headers, cookie },
  });
  const [row] = await portal.world.work.read(ctx, ({ manager }) =>
    manager.query<{ id: string }[]>('SELECT id FROM photo WHERE product_id = $1', [product]),
  );
  if (!row) throw new Error(`the photo of a product was not taken: ${sent.status} ${sent.body}`);
  return row.id;
}

/** Columns of words in a territory's schema that do not hold its mark, as `table.column`. */
export async function unmarkedColumns(portal: Portal, ctx: TenantContext, mark: string): Promise<string[]> {
  return portal.world.work.read(ctx, async ({ manager }) => {
    const columns = await manager.query<{ table: string; column: string }[]>(
      `SELECT c.relname AS table, a.attname AS column FROM pg_attribute a
         JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = current_schema() AND c.relkind = 'r' AND c.relpersistence = 'p' AND a.attnum > 0 AND NOT a.attisdropped
          AND a.atttypid IN ('text'::regtype, 'jsonb'::regtype)
          -- What only a list of words or a form of its own may stand in says nothing of anybody.
          AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'c' AND k.conkey = ARRAY[a.attnum]
                            AND pg_get_constraintdef(k.oid) ~ 'ARRAY\\[|~ ''\\^')
        ORDER BY 1, 2`,
    );
    const unmarked: string[] = [];
    for (const { table, column } of columns) {
      const [row] = await manager.query<{ found: boolean }[]>(
        `SELECT EXISTS (SELECT FROM "${table}" WHERE "${column}"::text ILIKE '%' || $1 || '%') AS found`,
        [mark],
      );
      if (!row?.found) unmarked.push(`${table}.${column}`);
    }
    return unmarked;
  });
}

/** Everything that a territory keeps in its schema, as one value for each table; but when people were last there. */
export async function contentsOf(portal: Portal, ctx: TenantContext): Promise<Record<string, string>> {
  return portal.world.work.read(ctx, async ({ manager }) => {
    const tables = await manager.query<{ name: string }[]>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1`,
    );
    const found: Record<string, string> = {};
    for (const { name } of tables) {
      const [row] = await manager.query<{ digest: string }[]>(
        `SELECT count(*) || ' ' || md5(coalesce(string_agg(row, E'\\n' ORDER BY row), '')) AS digest
           FROM (SELECT (to_jsonb(t) - 'last_sign_in_at' - 'last_seen_at')::text AS row FROM "${name}" t) AS rows`,
      );
      found[name] = row?.digest ?? '';
    }
    return found;
  });
}
