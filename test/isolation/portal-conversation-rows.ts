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
  await p.insert('messaging', {
    ...{ ...noId, listing_id: listing, is_open: true, updated_at: now },
    ...{ away_text: `${mark} absente`, away_until: '2099-12-31' },
  });
  const conversation = await p.insert('conversation', {
    ...{ idempotency_key: uuid(), content_digest: '0'.repeat(64), listing_id: listing },
    ...{ customer_name: `${mark} Odile`, customer_email: email, account_id: people.reader, locale: 'fr' },
    ...{ last_number: 2, customer_number: 1, shop_number: 2, last_at: now, created_at: now },
    ...{ shop_read: 2, customer_read: 2, shop_notified: 1, customer_notified: 0, is_blocked: false },
    ...{ labels: [`${mark} devis`], assignee_id: people.owner },
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
  const mail = { conversation_id: conversation, side: 'customer', attachments: 1, received_at: now };
  await p.insert('conversation_mail', {
    ...{ ...mail, sender_email: email, is_stranger: false, text: `${mark} courriel` },
  });
  await p.insert('conversation_mail', {
    ...{ ...mail, sender_email: email, is_stranger: true, text: `${mark} autre` },
  });
  await p.insert('conversation_note', {
    ...{ conversation_id: conversation, account_id: people.owner, text: `${mark} note`, created_at: now },
  });
  await p.insert('conversation_draft', {
    ...{ ...noId, conversation_id: conversation, account_id: people.owner },
    ...{ text: `${mark} brouillon`, updated_at: now },
  });
  await p.insert('canned_answer', {
    ...{ listing_id: listing, shortcut: 'horaires', text: `${mark} horaires`, updated_at: now },
  });
  await p.insert('conversation_notice', {
    ...{ conversation_id: conversation, account_id: people.owner, until_number: 1, promised_at: now },
  });
  return { conversation, messagePhoto };
}
