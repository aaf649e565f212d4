import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { setStorageQuota } from '@halles/platform/provisioning';
import { readStoredBytes, storedKinds, type StoredKind } from '@halles/platform/storage';
import { TenantRegistry } from '@halles/platform/tenancy';
import { checkHtml } from '@halles/platform/theming';
import {
  aPicture,
  type FormFile,
  GENEROUS,
  multipartForm,
  signInAs,
  tracesOf,
  writeListings,
} from '@halles/testing';
import { type Answer, openPortal, type Portal } from '../../apps/portal/testing/portal-harness';

const MEGABYTE = 1024 * 1024;
const SENTENCE = 'La place réservée aux fichiers de ce territoire est pleine';

/** Who keeps a business of a territory, and has a claim to another one. */
interface Merchant {
  readonly slug: string;
  readonly cookie: string;
  readonly album: string;
  readonly document: string;
}

/** Lets rows of a kind say that its files take so many bytes. */
const SIZES: Readonly<Record<StoredKind, string>> = {
  photos: 'UPDATE photo SET bytes = $1::bigint, master_bytes = NULL',
  claims: `UPDATE claim_proof SET document = jsonb_build_object('type', 'application/pdf', 'bytes', $1::bigint)`,
  lists: `WITH listed AS (
            INSERT INTO customer_order (id, listing_id, year, number, kind, fulfilment, state, event, slot_from, slot_until, total_cents,
                                        items, is_list, code, locale, idempotency_key, content_digest, created_at, erased_at)
            SELECT '0193a7e2-0000-7000-8000-00000000000a', id, 2026, 1, 'order', 'pickup', 'received', 1, now(), now() + interval '1 hour', 0,
                   0, true, '402917', 'fr', gen_random_uuid(), repeat('0', 64), now(), now() FROM listing ORDER BY id LIMIT 1
                ON CONFLICT DO NOTHING RETURNING id), begun AS (
            INSERT INTO order_event (id, order_id, event, state, actor, created_at)
            SELECT gen_random_uuid(), id, 1, 'received', 'customer', now() FROM listed)
          INSERT INTO shopping_list (order_id, photo_bytes) VALUES ('0193a7e2-0000-7000-8000-00000000000a', $1::bigint)
              ON CONFLICT (order_id) DO UPDATE SET photo_bytes = excluded.photo_bytes`,
  conversations: `WITH begun AS (
            INSERT INTO conversation (id, idempotency_key, content_digest, listing_id, customer_name, customer_email, locale, last_number,
                                      customer_number, shop_number, last_at, shop_read, customer_read, shop_notified, customer_notified,
                                      is_blocked, created_at)
            SELECT '0193a7e2-0000-7000-8000-00000000000b', gen_random_uuid(), repeat('0', 64), id, 'Odile', 'odile@example.org', 'fr', 1,
                   1, 0, now(), 0, 0, 0, 0, false, now() FROM listing ORDER BY id LIMIT 1
                ON CONFLICT DO NOTHING)
          INSERT INTO conversation_message (conversation_id, number, id, author, text, created_at, photo_id, photo_bytes)
          VALUES ('0193a7e2-0000-7000-8000-00000000000b', 1, gen_random_uuid(), 'customer', '', now(), gen_random_uuid(), $1::bigint)
              ON CONFLICT (conversation_id, number) DO UPDATE SET photo_bytes = excluded.photo_bytes`,
  bookings: `WITH service AS (
            INSERT INTO agenda_service (id, listing_id, name, duration, buffer_before, buffer_after, party_min, party_max, is_active, position)
            SELECT '0193a7e2-0000-7000-8000-00000000000c', id, 'Coupe', 30, 0, 0, 1, 1, true, 0 FROM listing ORDER BY id LIMIT 1
                ON CONFLICT DO NOTHING), booked AS (
            INSERT INTO booking (id, listing_id, reference, state, event, service_id, service_name, starts_at, ends_at, party, cancellation_notice,
                                 locale, source, idempotency_key, content_digest, created_at, erased_at)
            SELECT '0193a7e2-0000-7000-8000-00000000000d', id, 'K7PM3XQD', 'confirmed', 1, '0193a7e2-0000-7000-8000-00000000000c', 'Coupe', now(),
                   now() + interval '30 minutes', 1, 0, 'fr', 'online', gen_random_uuid(), repeat('0', 64), now(), now()
              FROM listing ORDER BY id LIMIT 1
                ON CONFLICT DO NOTHING RETURNING id), begun AS (
            INSERT INTO booking_event (id, booking_id, event, state, actor, starts_at, is_moved, created_at)
            SELECT gen_random_uuid(), id, 1, 'confirmed', 'customer', now(), false, now() FROM booked)
          INSERT INTO booking_file (id, booking_id, label, type, bytes, position)
          VALUES (gen_random_uuid(), '0193a7e2-0000-7000-8000-00000000000d', 'Photo', 'image/jpeg', $1::bigint, 1)
              ON CONFLICT (booking_id, label) DO UPDATE SET bytes = excluded.bytes`,
  'open-data': `INSERT INTO open_data_release (id, release, directory_version, context_digest, listings, written_at, files)
                VALUES (1, gen_random_uuid(), 1, repeat('0', 64), 1, now(), jsonb_build_array(jsonb_build_object('bytes', $1::bigint)))
                ON CONFLICT (id) DO UPDATE SET files = excluded.files`,
};

describe('the quota of files of a territory', () => {
  let portal: Portal;
  let picture: Buffer;
  let here: Merchant;
  let there: Merchant;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS }, { MEDIA_QUOTA_MB: '4' });
    picture = await aPicture().jpeg().toBuffer();
    here = await settle('here');
    there = await settle('there');
  }, 60_000);
  afterAll(() => portal.close());

  /** A merchant with one photo and one claim that a code was asked for. */
  async function settle(which: 'here' | 'there'): Promise<Merchant> {
    const { world } = portal;
    const ctx = world[which];
    const { slug } = ctx.tenant;
    const [own = 0, wanted = 0] = await writeListings(world, ctx, [
      {},
      { facts: { contact: { phone: '+33556000001' } } },
    ]);
    const { cookie } = await signInAs(world, ctx, { grants: [{ listingId: own }] });
    const claim = `/pro/revendiquer/${wanted}`;
    const begun = await portal.post(slug, claim, { way: 'document' }, { cookie });
    const [id = ''] = /[0-9a-f-]{36}/.exec(begun.headers.location ?? '') ?? [];
    await world.work.write(ctx, ({ manager }) =>
      manager.query(
        `INSERT INTO claim_proof (id, claim_id, kind, state, trust, created_at)
         VALUES (gen_random_uuid(), $1, 'document', 'accepted', 'unsure', now())`,
        [id],
      ),
    );
    const merchant: Merchant = {
      slug,
      cookie,
      album: `/pro/commerces/${own}/photos`,
      document: `/pro/demandes/${id}/document`,
    };
    expect((await sendPhoto(merchant)).status).toBe(303);
    return merchant;
  }

  function send(
    { slug, cookie }: Merchant,
    path: string,
    file: FormFile,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const form = multipartForm({ kind: 'photo' }, [file]);
    return portal.ask(slug, path, {
      method: 'POST',
      body: form.body,
      headers: { ...form.headers, cookie, 'sec-fetch-site': 'same-origin', ...headers },
    });
  }
  const sendPhoto = (who: Merchant, headers?: Readonly<Record<string, string>>): Promise<Answer> =>
    send(who, who.album, { field: 'photo', name: 'a.jpg', type: 'image/jpeg', bytes: picture }, headers);

  const size = (kind: StoredKind, bytes: number): Promise<unknown> =>
    portal.world.work.write(portal.world.here, ({ manager }) => manager.query(SIZES[kind], [bytes]));

  const makeRoom = async (): Promise<void> => {
    for (const kind of storedKinds) await size(kind, 1);
  };
  afterEach(makeRoom);

  it.each(storedKinds)('is full with %s alone, for this territory and no other', async (kind) => {
    await size(kind, 4 * MEGABYTE);
    try {
      const page = await sendPhoto(here);
      expect([page.status, page.body.includes(SENTENCE)]).toEqual([507, true]);
      const program = await sendPhoto(here, { accept: 'application/json' });
      expect([program.status, JSON.parse(program.body)]).toEqual([
        507,
        expect.objectContaining({ code: 'storage-quota-reached' }),
      ]);
      expect((await sendPhoto(there)).status).toBe(303);
    } finally {
      await size(kind, 1);
    }
    expect((await sendPhoto(here)).status).toBe(303);
  });

  it('counts every kind that is stored', async () => {
    for (const [at, kind] of storedKinds.entries()) await size(kind, 1_000 * (at + 1));
    const bytes = await portal.world.work.read(portal.world.here, ({ manager }) => readStoredBytes(manager));
    const rows = await portal.world.work.read(portal.world.here, ({ manager }) =>
      manager.query<{ photos: number }[]>('SELECT count(*)::int AS photos FROM photo'),
    );
    const photos = 1_000 * (rows[0]?.photos ?? 0);
    expect(bytes).toEqual({
      ...{ photos, claims: 2_000, 'open-data': 3_000, lists: 4_000, conversations: 5_000 },
      bookings: 6_000,
    });
  });

  it('refuses a document on the page of the claim, with the sentence', async () => {
    await size('photos', 4 * MEGABYTE);
    const file = { field: 'document', name: 'a.jpg', type: 'image/jpeg', bytes: picture };
    const page = await send(here, here.document, file);
    expect([page.status, page.body.includes(SENTENCE)]).toEqual([507, true]);
    await size('photos', 1);
  });

  /** What is stored: every file of the installation, and the rows of a territory that name files or promise something. */
  const stored = async (): Promise<unknown> => {
    const { world } = portal;
    const entries = await readdir(world.config.home, { recursive: true, withFileTypes: true });
    const { photo, claim_proof: proof, outbox } = await tracesOf(world, world.here);
    const files = entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name));
    return { files: files.toSorted(), photo, proof, outbox };
  };

  it.each([
    ['a photo that finds no room', 'photo', 'picture', 507, 507],
    ['what is no picture', 'photo', 'text', 507, 422],
    ['a form that is too large', 'photo', 'beyond', 413, 413],
    ['a document that finds no room', 'document', 'picture', 507, 507],
    ['what is no document', 'document', 'text', 415, 415],
    ['a form with a document that is too large', 'document', 'beyond', 413, 413],
  ] as const)('leaves neither a file nor a row of %s', async (_what, field, kind, full, otherwise) => {
    const bytes = { picture, text: Buffer.from('no picture'), beyond: Buffer.alloc(49 * MEGABYTE, 'x') }[
      kind
    ];
    const path = field === 'photo' ? here.album : here.document;
    const sendIt = (): Promise<Answer> =>
      send(here, path, { field, name: 'a.jpg', type: 'image/jpeg', bytes });
    await size('claims', 4 * MEGABYTE);
    const before = await stored();
    const refused = await sendIt();
    expect([refused.status, checkHtml(refused.body, 'fr')]).toEqual([full, []]);
    expect(await stored()).toEqual(before);
    await makeRoom();
    if (otherwise === 507) return;
    const emptier = await stored();
    const again = await sendIt();
    expect([again.status, checkHtml(again.body, 'fr')]).toEqual([otherwise, []]);
    expect(await stored()).toEqual(emptier);
  });

  it('leaves a photo off that finds no room to be put back', async () => {
    const photo = ((await sendPhoto(here)).headers.location ?? '').split('?')[0] ?? '';
    const post = (what: string) => portal.post(here.slug, `${photo}/${what}`, {}, { cookie: here.cookie });
    expect((await post('retirer')).status).toBe(303);
    await size('claims', 4 * MEGABYTE);
    const before = await stored();
    const { status, body } = await post('remettre');
    expect([status, checkHtml(body, 'fr')]).toEqual([507, []]);
    expect(await stored()).toEqual(before);
    await makeRoom();
    expect((await post('remettre')).status).toBe(303);
  });

  it('is another for a territory whose operator says so, without a restart, and the others keep theirs', async () => {
    const { installation } = portal.world;
    const registry = portal.app.get(TenantRegistry, { strict: false });
    const heard = async (limit: number | null): Promise<void> => {
      while (registry.bySlug(here.slug)?.storageQuotaMb !== limit) await wait(20);
    };
    await size('photos', 1);
    await size('claims', 2 * MEGABYTE);
    await setStorageQuota(installation, here.slug, 1, 'test');
    await heard(1);
    expect((await sendPhoto(here)).status).toBe(507);
    expect((await sendPhoto(there)).status).toBe(303);
    await setStorageQuota(installation, here.slug, null, 'test');
    await heard(null);
    expect((await sendPhoto(here)).status).toBe(303);
    const log = await installation.onSchema('main', portal.world.here.tenant.role, (runner) =>
      runner.query(`SELECT detail FROM audit_log WHERE action = 'tenant.storage-quota' ORDER BY at`),
    );
    expect(log).toEqual([{ detail: { from: null, to: 1 } }, { detail: { from: 1, to: null } }]);
  });
});
