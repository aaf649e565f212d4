import { SignedLinks } from '@halles/platform/tenancy';
import type { AdditionInput } from '@halles/contracts';
import { correctionPageLink, CorrectionService } from '@halles/domain/corrections';
import type { World } from '@halles/testing';
import type { INestApplicationContext } from '@nestjs/common';

/** A business that asks to be added, as its owner describes it. */
export const anAddition: AdditionInput = {
  siret: '73282932000074',
  name: 'Atelier du Cuir',
  category: 'bakery',
  street: '3 rue du Puits',
  postalCode: '33000',
  communeCode: '33063',
  phone: null,
  message: 'Ouvert depuis mai',
};

/**
 * Says something of a business by a link that is mailed to it.
 * @param listing one whose address the directory knows
 * @returns what became of it
 */
export async function correctByLink(
  { work, here }: World,
  app: INestApplicationContext,
  listing: number,
  said: Parameters<CorrectionService['correct']>[2],
): Promise<'applied' | 'open' | 'unchanged'> {
  const corrections = app.get(CorrectionService, { strict: false });
  await corrections.requestLink(here, listing, 'fr', new Date());
  const [link] = await work.read(here, ({ manager }) =>
    manager.query<{ id: string }[]>('SELECT id FROM correction_link WHERE listing_id = $1', [listing]),
  );
  const token = app
    .get(SignedLinks, { strict: false })
    .issue(here, correctionPageLink, { id: link?.id ?? '', serial: 0 });
  return corrections.correct(here, token, said, new Date());
}

/** The corrections of a listing that wait for an agent. */
export async function openCorrectionsOf({ work, here }: World, listing: number): Promise<string[]> {
  const rows = await work.read(here, ({ manager }) =>
    manager.query<{ id: string }[]>(
      "SELECT id FROM correction WHERE listing_id = $1 AND state = 'open' ORDER BY created_at",
      [listing],
    ),
  );
  return rows.map(({ id }) => id);
}
