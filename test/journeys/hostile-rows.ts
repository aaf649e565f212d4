import { randomUUID } from 'node:crypto';
import type { TenantContext } from '@halles/platform/tenancy';
import { addAccount } from '@halles/testing/console';
import { hostileMarkup, listingWriterOf, markupIn, type World } from '@halles/testing';
import type { Planted } from '../isolation/portal-planted';

type Query = (sql: string, values?: unknown[]) => Promise<unknown>;

/** How long a text may be depends on its column: the longest that it takes is put there. */
const LENGTHS = [1_900, 470, 190, 110, 70, 50];

/** PostgreSQL stores no NUL byte in a text. */
const stored = (text: string): string => text.replaceAll('\u0000', '');

/** The markup as texts of a length; each round begins with another. */
const textsFor = (length: number, round: number): string => {
  const texts = markupIn(length);
  return stored(texts[(round * 7) % texts.length] ?? '');
};

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);

/**
 * Puts markup in the place of a territory's mark, in every text that it keeps: whoever wrote it, and whether a form of today
 * would take it. What is not read as words (addresses, states) has the mark in lower case, and stays.
 * @param round which of the markup; four rounds have all of it where there is room for some lines
 * @returns how many columns were written
 */
export async function makeHostile(
  world: World,
  ctx: TenantContext,
  mark: string,
  round: number,
): Promise<number> {
  let written = 0;
  await world.installation.onSchema('main', ctx.tenant.schema, async (runner) => {
    const query: Query = (sql, values) => runner.query(sql, values);
    const columns = (await query(
      `SELECT table_name AS "table", column_name AS "column", data_type AS type FROM information_schema.columns
        WHERE table_schema = $1 AND data_type IN ('text', 'jsonb', 'ARRAY') AND is_generated = 'NEVER'`,
      [ctx.tenant.schema],
    )) as { table: string; column: string; type: string }[];
    for (const { table, column, type } of columns)
      for (const length of LENGTHS) {
        const text = textsFor(type === 'text' ? length : Math.min(length, 470), round);
        const replaced =
          type === 'ARRAY'
            ? `(SELECT array_agg(replace(word, $1, $2)) FROM unnest("${column}") word)`
            : `replace("${column}"::text, $1, $2)::${type}`;
        try {
          const rows = await query(
            `UPDATE "${table}" SET "${column}" = ${replaced} WHERE "${column}"::text LIKE '%' || $1 || '%' RETURNING 1`,
            [mark, type === 'jsonb' ? inJson(text) : text],
          );
          written += (rows as [unknown[], number])[1] > 0 ? 1 : 0;
          break;
        } catch {
          // Too long for that column, or not of the form that it asks for.
        }
      }
  });
  const writer = await listingWriterOf(world);
  await world.work.write(ctx, (tx) => writer.finish(writer.begin(tx), 'touched', new Date()));
  return written;
}

/** Many rows of what lists show, so that all of the markup stands in each of their short texts. */
export async function addHostileRows(
  world: World,
  ctx: TenantContext,
  things: Planted,
  listings: readonly number[],
): Promise<void> {
  const [names, messages] = [markupIn(78).map(stored), markupIn(1_900).map(stored)];
  const { tenant } = ctx;
  await world.installation.onSchema('main', tenant.schema, async (runner) => {
    /** A row as another one, but for some of its values. */
    const copy = (table: string, id: string, values: Readonly<Record<string, unknown>>): Promise<unknown> =>
      runner.query(
        `INSERT INTO ${table} SELECT (jsonb_populate_record(NULL::${table}, to_jsonb(t) || $2::jsonb)).*
           FROM ${table} t WHERE t.id = $1`,
        [id, JSON.stringify({ id: randomUUID(), ...values })],
      );
    for (const [n, name] of names.entries()) {
      const account = randomUUID();
      await copy('account', things.people.claimant, {
        id: account,
        email: `hostile-${n}@town.example`,
        name,
      });
      await copy('claim', things.claim, { account_id: account, listing_id: listings[n % listings.length] });
      const addition = { name, category: 'bakery', street: name, message: name };
      const place = { postalCode: '33000', communeCode: '33063', communeName: 'Bordeaux', phone: null };
      await copy('addition_request', things.addition, {
        account_id: account,
        content: { ...addition, ...place },
      });
      const [mandate] = (await runner.query('SELECT id FROM mandate LIMIT 1')) as { id: string }[];
      await copy('mandate', mandate?.id ?? '', { giver_name: name, giver_quality: name, signed_as: name });
    }
    for (const message of messages)
      await copy('listing_report', things.report, { message, idempotency_key: randomUUID() });
    for (const [n, alt] of markupIn(190).entries())
      await copy('photo', things.photo, { alt_fr: stored(alt), alt_en: stored(alt), rank: n % 20 });
    await runner.query(
      `UPDATE correction SET state = 'open', doubt = 'owned', decided_at = NULL, decided_by = NULL, changes = $1`,
      [JSON.stringify({ phone: hostileMarkup[0], shopHours: messages[0] })],
    );
  });
  const platform = world.installation.platform();
  const { id: model } = await addAccount(world, { role: 'agent', tenantId: tenant.id });
  await platform.query(
    `WITH made AS (
       INSERT INTO console_account (id, email, name, password_hash)
       SELECT gen_random_uuid(), 'hostile-' || n || '@' || $2 || '.example', called, password_hash
         FROM console_account, unnest($3::text[]) WITH ORDINALITY AS named (called, n) WHERE id = $1
       RETURNING id)
     INSERT INTO console_grant (account_id, role, tenant_id) SELECT id, 'agent', $4 FROM made`,
    [model, tenant.slug, names, tenant.id],
  );
  for (const [n, name] of names.entries())
    await platform.query(
      `INSERT INTO console_invitation (id, tenant_id, email, name, role, locale, created_at, sent_at, expires_at)
       VALUES ($1, $2, $3, $4, 'agent', 'fr', now(), now(), now() + interval '7 days')`,
      [randomUUID(), tenant.id, `hostile-${n}@town.example`, name],
    );
}
