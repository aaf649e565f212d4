import { v7 as uuid } from 'uuid';
import type { Planting } from './portal-planting';

const now = new Date();
/** For tables that have no id. */
const noId = { id: undefined };

/** What a customer and a shop wrote to each other, with a photo, and the mails about it. */
export async function plantConversation(
  p: Planting,
): Promise<{ readonly conversation: string; readonly messagePhoto: string }> {
  const { mark, email, listing, people } = p;
  await p.insert('messaging', { ...noId, listing_id: listing, is_open: true, updated_at: now });
  const conversation = await p.insert('conversation', {
    ...{ idempotency_key: uuid(), content_digest: '0'.repeat(64), listing_id: listing },
    ...{ customer_name: `${mark} Odile`, customer_email: email, account_id: people.reader, locale: 'fr' },
    ...{ last_number: 2, customer_number: 1, shop_number: 2, last_at: now, created_at: now },
    ...{ shop_read: 2, customer_read: 2, shop_notified: 1, customer_notified: 0, is_blocked: false },
  });
  const messagePhoto = uuid();
  const message = { conversation_id: conversation, created_at: now };
  await p.insert('conversation_message', {
    ...message,
    ...{
      number: 1,
      author: 'customer',
      account_id: null,
      text: `${mark} miel`,
      photo_id: messagePhoto,
      photo_bytes: mark.length,
    },
  });
  await p.insert('conversation_message', {
    ...message,
    ...{ number: 2, author: 'shop', account_id: people.owner, text: `${mark} oui` },
  });
  await p.insert('conversation_notice', {
    ...{ conversation_id: conversation, account_id: people.owner, until_number: 1, promised_at: now },
  });
  return { conversation, messagePhoto };
}
