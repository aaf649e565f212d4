import type { Instant } from '@halles/domain/hours';
import { DAY, defineError } from '@halles/kernel';
import { defineSignedLink, linkNumber, type SignedLinks, type TenantContext } from '@halles/platform/tenancy';
import { z } from 'zod';
import type { SummaryLine } from '../checkout/order.form';
import { packedLines, unpackedLines } from './basket-cookie';

/** Characters of the goods in a link: mails and messages cut off what is longer. */
const MAX_LENGTH = 1_800;

/** A basket as somebody shares it: the shop, the day on which the link was made, the goods. Nothing of who shares it. */
const basketLink = defineSignedLink(
  'basket',
  { listing: linkNumber, day: linkNumber, lines: z.string().max(MAX_LENGTH) },
  30 * DAY,
);

/** Name of the part of a query that holds such a link. */
export const LINK = 'p';

/** What somebody shares of a shop. */
export interface SharedBasket {
  readonly listingId: number;
  readonly lines: readonly SummaryLine[];
}

export const BasketLinkInvalid = defineError('basket-link-invalid', {
  kind: 'not-found',
  title: { fr: 'Panier introuvable', en: 'Basket not found' },
  detail: () => ({
    fr: 'Ce lien de panier n’est pas complet, ou il vient d’un autre portail. Demandez-le de nouveau.',
    en: 'This link to a basket is not whole, or it is of another portal. Ask for it again.',
  }),
});

export const BasketLinkOver = defineError('basket-link-over', {
  kind: 'gone',
  title: { fr: 'Lien trop ancien', en: 'Link too old' },
  detail: () => ({
    fr: 'Ce panier a été partagé il y a plus de trente jours : son lien ne sert plus. Demandez-en un nouveau.',
    en: 'This basket was shared more than thirty days ago: its link serves no more. Ask for a new one.',
  }),
});

/**
 * What a link to a basket says; null where there is nothing to share, or too much for a link.
 * @param shared only what the shop sells: the portal signs it, and shows it to whoever opens the link
 */
export function sharedToken(
  links: SignedLinks,
  ctx: Pick<TenantContext, 'tenant'>,
  { listingId, lines }: SharedBasket,
  now: Instant,
): string | null {
  const packed = packedLines(lines);
  if (lines.length === 0 || packed.length > MAX_LENGTH) return null;
  return links.issue(ctx, basketLink, { listing: listingId, day: Math.floor(now / DAY), lines: packed });
}

/** @throws BasketLinkInvalid, BasketLinkOver */
export function sharedBasket(
  links: SignedLinks,
  ctx: Pick<TenantContext, 'tenant'>,
  token: string,
  now: Date,
): SharedBasket {
  const payload = links.read(ctx, basketLink, token);
  const lines = payload === null ? [] : unpackedLines(payload.lines);
  if (payload === null || lines.length === 0) throw new BasketLinkInvalid({});
  if (basketLink.isOver(new Date(payload.day * DAY), now)) throw new BasketLinkOver({});
  return { listingId: payload.listing, lines };
}
