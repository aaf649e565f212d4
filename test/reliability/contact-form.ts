import type { Agent } from 'node:http';
import { type Answer, PortalForm } from './portal-form';

export type { Answer } from './portal-form';

/** One address is sent only a few such mails an hour. */
const fieldsOf = (key: string) => ({
  name: 'Jeanne Martin',
  subject: 'Le marché du samedi',
  message: 'À quelle heure ouvre le marché ?',
  email: `jeanne-${key}@habitante.example`,
  idempotencyKey: key,
});

/** The portal's contact form. */
export class ContactForm extends PortalForm {
  constructor(port: number, slug: string, agent?: Agent) {
    super(port, slug, '/contact', agent);
  }

  /**
   * Sends the form as a browser without JavaScript does; null when the connection was cut before an answer.
   * @param reader their address: another one each time unless said
   */
  post(key: string, reader?: string): Promise<Answer | null> {
    return this.postFields(fieldsOf(key), reader);
  }

  /** The same as a program does. */
  postJson(key: string): Promise<Answer | null> {
    return this.postObject(fieldsOf(key));
  }
}
