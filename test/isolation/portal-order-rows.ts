import { pickupRulesSchema } from '@halles/contracts';
import { HOUR } from '@halles/kernel';
import { v7 as uuid } from 'uuid';
import type { Planting } from './portal-planting';

const now = new Date();
const later = new Date(now.getTime() + 600_000);
const slot = { slot_from: new Date(now.getTime() + HOUR), slot_until: new Date(now.getTime() + 2 * HOUR) };
/** For tables that have no id. */
const noId = { id: undefined };

/** A shop that takes orders, something that it sells, and an order of it that waits. */
export async function plantOrders(p: Planting): Promise<{
  readonly product: string;
  readonly productImport: string;
  readonly order: string;
  readonly orderRecipient: string;
  readonly orderContact: string;
}> {
  const { mark, listing } = p;
  await p.insert('ordering_settings', {
    ...noId,
    listing_id: listing,
    is_open: true,
    kind: 'order',
    pickup: pickupRulesSchema.parse({ notice: 0 }),
    phone: '+33612345678',
    updated_at: now,
  });
  await plantFulfilments(p);
  const product = await p.insert('product', {
    listing_id: listing,
    name: `${mark} pain`,
    description: `${mark} au levain`,
    section: `${mark} rayon`,
    price_cents: 420,
    vat: 'reduced',
    stock: 5,
    is_available: true,
    notice_days: 0,
    withdrawal: 'perishable',
    options: JSON.stringify([
      { name: `${mark} coupe`, min: 1, max: 1, choices: [{ name: `${mark} tranché`, cents: 20 }] },
    ]),
    variant: JSON.stringify([{ attribute: `${mark} taille`, value: `${mark} grand` }]),
    position: 0,
    created_at: now,
    updated_at: now,
  });
  await p.insert('product_word', { ...noId, listing_id: listing, product_id: product, word: `${mark} pain` });
  return { product, productImport: await plantImports(p, product), ...(await plantOrder(p, product)) };
}

/** The shop delivers too, and its orders can be collected at the market. */
async function plantFulfilments(p: Planting): Promise<void> {
  const { mark, listing } = p;
  const zone = { id: uuid(), area: { by: 'radius', kilometres: 5 } };
  const ring = [
    [4.88, 44.92],
    [4.91, 44.92],
    [4.91, 44.94],
  ];
  const drawn = { id: uuid(), area: { by: 'polygon', ring } };
  const charge = { feeCents: 350, minimumCents: 0, freeFromCents: null };
  const slots = pickupRulesSchema.parse({ notice: 0 });
  await p.insert('fulfilment_settings', {
    ...noId,
    listing_id: listing,
    fulfilment: 'delivery',
    payment_instructions: `${p.mark} par virement`,
    is_on: true,
    rules: {
      slots,
      zones: [
        { ...zone, ...charge },
        { ...drawn, ...charge },
      ],
    },
    updated_at: now,
  });
  await p.insert('collection_point', {
    listing_id: listing,
    name: `${mark} stand`,
    address: `${mark} halles`,
    hours: 'Mo-Su 08:00-20:00',
    slots,
    is_on: true,
    created_at: now,
  });
}

/** A file of products that was read, one that was imported, and what its columns mean. @returns the id of the first */
async function plantImports(p: Planting, product: string): Promise<string> {
  const { mark, listing } = p;
  const imported = await p.insert('product_import', {
    listing_id: listing,
    mapping: JSON.stringify(['name', 'price']),
    created_at: now,
    imported_at: now,
    added: 1,
    changed: 0,
    left_out: 0,
  });
  await p.insert('product_import_change', {
    ...noId,
    import_id: imported,
    product_id: product,
    before: { name: `${mark} pain d'avant` },
    after: { name: `${mark} pain` },
  });
  await p.insert('product_column_mapping', {
    ...noId,
    listing_id: listing,
    header_digest: '0'.repeat(64),
    mapping: JSON.stringify(['name', 'price']),
    updated_at: now,
  });
  return p.insert('product_import', {
    listing_id: listing,
    lines: JSON.stringify([
      { line: 1, cells: ['Nom', 'Prix', `${mark} colonne`] },
      { line: 2, cells: [`${mark} brioche`, '6', `${mark} note`] },
    ]),
    mapping: JSON.stringify(['name', 'price', null]),
    created_at: now,
  });
}

async function plantOrder(
  p: Planting,
  product: string,
): Promise<{ readonly order: string; readonly orderRecipient: string; readonly orderContact: string }> {
  const { mark, email, listing, people } = p;
  await p.insert('stock_movement', { product_id: product, delta: 5, reason: 'counted', created_at: now });
  await p.insert('place_day', { ...noId, listing_id: listing, day: '2026-11-27' });
  await p.insert('slot_hold', {
    listing_id: listing,
    fulfilment: 'pickup',
    ...{ slot_from: now, slot_until: later, items: 1, cents: 420, held_at: now, expires_at: later },
  });
  await p.insert('order_number', { ...noId, listing_id: listing, year: 2026, last: 1 });
  await plantTerms(p);
  const order = await p.insert('customer_order', {
    listing_id: listing,
    ...{ year: 2026, number: 1, is_list: true, kind: 'order', fulfilment: 'delivery' },
    delivery_address: { street: `${mark} rue`, postalCode: '33000', city: `${mark} ville` },
    fee_cents: 350,
    state: 'received',
    event: 1,
    ...slot,
    total_cents: 420,
    items: 1,
    customer_name: `${mark} Odile`,
    customer_email: email,
    collector_name: `${mark} Lucie`,
    payment_instructions: `${mark} par virement`,
    note: `${mark} bien cuit`,
    code: '402917',
    locale: 'fr',
    idempotency_key: uuid(),
    content_digest: '0'.repeat(64),
    terms_digest: 'a'.repeat(64),
    created_at: now,
  });
  const received = { event: 1, state: 'received', actor: 'customer', created_at: now };
  await p.insert('order_event', { order_id: order, ...received });
  await p.insert('order_line', {
    ...noId,
    order_id: order,
    position: 1,
    product_id: product,
    name: `${mark} pain`,
    quantity: 1,
    unit_cents: 420,
    total_cents: 420,
    vat: 'reduced',
    vat_rate: 550,
    withdrawal: 'perishable',
    choices: JSON.stringify([{ group: `${mark} coupe`, name: `${mark} tranché`, cents: 20 }]),
  });
  await plantCustomer(p, order);
  const orderRecipient = await p.insert('order_recipient', { order_id: order, account_id: people.owner });
  const orderContact = await plantAssurance(p, order);
  await plantCollected(p);
  await plantAmendment(p, order, product);
  await plantWithdrawal(p, order);
  return { order, orderRecipient, orderContact };
}

/** An order that is collected at a point. */
async function plantCollected(p: Planting): Promise<void> {
  const { mark, listing } = p;
  const order = await p.insert('customer_order', {
    listing_id: listing,
    ...{ year: 2026, number: 2, kind: 'order', fulfilment: 'collection-point', state: 'received', event: 1 },
    ...slot,
    collection_point_id: uuid(),
    collection_point: { name: `${mark} stand`, address: `${mark} halles`, position: null },
    ...{ total_cents: 420, items: 1, customer_name: `${mark} Odile`, customer_phone: '+33612345678' },
    ...{
      code: '402918',
      locale: 'fr',
      idempotency_key: uuid(),
      content_digest: '0'.repeat(64),
      created_at: now,
    },
  });
  await p.insert('order_event', {
    order_id: order,
    event: 1,
    state: 'received',
    actor: 'customer',
    created_at: now,
  });
}

/** A browser that is notified of an order. */
async function plantBrowser(p: Planting, order: string): Promise<void> {
  const { mark } = p;
  await p.insert('order_browser', {
    order_id: order,
    endpoint: `https://push.example/${mark.toLowerCase()}/order`,
    p256dh: mark,
    auth: mark,
    created_at: now,
  });
}

/** From whom the shop takes no orders. */
const plantBlocked = (p: Planting): Promise<string> =>
  p.insert('blocked_customer', {
    ...{ listing_id: p.listing, name: `${p.mark} Zoé`, email: p.email, phone: '+33612345679' },
    ...{ reason: `${p.mark} motif`, account_id: p.people.owner, created_at: now },
  });

/** What there is of its customer beside it. */
async function plantCustomer(p: Planting, order: string): Promise<void> {
  await plantBrowser(p, order);
  await plantHandOver(p, order);
  await plantBlocked(p);
}

/** Who received it. */
async function plantHandOver(p: Planting, order: string): Promise<void> {
  const recipient = { recipient_name: `${p.mark} Paul`, saw_proof_of_age: true };
  await p.insert('order_hand_over', { ...noId, order_id: order, event: 1, ...recipient });
}

/** What its customer wrote and photographed. */
async function plantList(p: Planting, order: string): Promise<void> {
  await p.insert('shopping_list', {
    ...noId,
    order_id: order,
    text: `${p.mark} pommes`,
    photo_bytes: 1,
    message: `${p.mark} mûres`,
  });
}

async function plantTerms(p: Planting): Promise<void> {
  const { mark, listing } = p;
  await p.insert('sale_terms', {
    ...noId,
    listing_id: listing,
    digest: 'a'.repeat(64),
    document: JSON.stringify({
      heading: `${mark} conditions`,
      sections: [{ heading: `${mark} vend`, paragraphs: [`${mark} médiateur`] }],
    }),
    created_at: now,
    cancellation: 'eve',
  });
}

const sellerOf = ({ mark }: Planting) => ({
  ...{ name: `${mark} Fournil`, legalName: `${mark} SARL`, siret: null, vat: null },
  address: `${mark} rue des Halles`,
});

async function plantWithdrawal(p: Planting, order: string): Promise<void> {
  const withdrawal = await p.insert('order_withdrawal', {
    order_id: order,
    listing_id: p.listing,
    customer_name: `${p.mark} Odile`,
    customer_email: p.email,
    amount_cents: 420,
    is_refund_due: true,
    created_at: now,
  });
  await p.insert('order_withdrawal_line', {
    ...noId,
    order_id: order,
    position: 1,
    withdrawal_id: withdrawal,
  });
  const seller = JSON.stringify(sellerOf(p));
  await p.insert('order_note', { ...noId, order_id: order, seller, card_cents: 0, created_at: now });
  await p.insert('credit_note_number', { ...noId, listing_id: p.listing, year: 2026, last: 1 });
  await p.insert('credit_note', {
    ...{ order_id: order, listing_id: p.listing, year: 2026, number: 1, cause: 'withdrawal' },
    ...{ withdrawal_id: withdrawal, is_prepaid: false, cents: 420, created_at: now, fee: '[]' },
    ...{ card_cents: 0, seller },
    lines: JSON.stringify([
      {
        name: `${p.mark} Pain`,
        choices: [],
        quantity: 1,
        unitCents: 420,
        totalCents: 420,
        vatRate: 550,
        weight: null,
      },
    ]),
  });
}

/** What its shop proposes instead. */
async function plantAmendment(p: Planting, order: string, product: string): Promise<void> {
  await plantList(p, order);
  const line = {
    ...{
      productId: product,
      name: `${p.mark} pain`,
      choices: [],
      quantity: 1,
      unitCents: 420,
      totalCents: 420,
    },
    ...{
      weight: null,
      vat: 'reduced',
      vatRate: 550,
      minimumAge: null,
      withdrawal: 'perishable',
      allergens: null,
    },
    insteadOf: `${p.mark} brioche`,
  };
  await p.insert('order_amendment', {
    order_id: order,
    event: 1,
    listing_id: p.listing,
    lines: JSON.stringify([line]),
    lines_before: JSON.stringify([line]),
    declined_lines: JSON.stringify([line]),
    total_cents: 420,
    items: 1,
    created_at: now,
    expires_at: slot.slot_from,
  });
}

/** What was done about it, as nobody answered it. */
async function plantAssurance(p: Planting, order: string): Promise<string> {
  const { mark, email, listing } = p;
  const contact = await p.insert('order_contact', {
    listing_id: listing,
    email: `rappels-${email}`,
    locale: 'fr',
    created_at: now,
    proven_at: now,
  });
  await p.insert('order_recipient', { order_id: order, contact_id: contact });
  await p.insert('order_recipient', { order_id: order, phone: '+33612345678' });
  await p.insert('order_silence', {
    ...noId,
    listing_id: listing,
    missed: 3,
    last_missed_at: now,
    asked_at: now,
  });
  await p.insert('order_daily', {
    ...noId,
    listing_id: listing,
    day: '2026-11-24',
    figure: 'placed',
    item: mark,
    count: 7,
  });
  await p.insert('order_daily_due', { listing_id: listing, day: '2026-11-25' });
  await p.insert('order_daily_check', { id: 1, known_from: now, checked_at: now });
  await p.insert('order_assurance', {
    order_id: order,
    event: 1,
    listing_id: listing,
    since: now,
    alerted_at: now,
    called_at: now,
    customer_notified_at: now,
    agent_id: uuid(),
    agent_name: `${mark} Claire`,
    note: `${mark} rappeler à midi`,
    done_at: now,
    done_by: `${mark} Claire`,
  });
  return contact;
}
