import type { Mailbox } from './mailbox';
import type { MessageDetail, MessageSummary } from './mailbox-message';

/** The mailbox's JSON, read over HTTP as anybody would. */
export class MailboxClient {
  readonly origin: string;

  constructor({ httpPort }: Pick<Mailbox, 'httpPort'>) {
    this.origin = `http://127.0.0.1:${httpPort}`;
  }

  async get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    return fetch(`${this.origin}${path}`, { headers, redirect: 'manual' });
  }

  async list(query = ''): Promise<MessageSummary[]> {
    const { messages } = (await (await this.get(`/api/messages${query}`)).json()) as {
      messages: MessageSummary[];
    };
    return messages;
  }

  async read(id: string): Promise<MessageDetail> {
    return (await (await this.get(`/api/messages/${id}`)).json()) as MessageDetail;
  }

  async readAll(): Promise<MessageDetail[]> {
    const details: MessageDetail[] = [];
    for (const { id } of await this.list()) details.push(await this.read(id));
    return details;
  }

  async source(id: string): Promise<string> {
    return (await this.get(`/api/messages/${id}/source`)).text();
  }

  async attachment(id: string, index: number): Promise<Buffer> {
    return Buffer.from(await (await this.get(`/api/messages/${id}/attachments/${index}`)).arrayBuffer());
  }
}
