import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '@halles/kernel';
import type { MailboxEnvelope, MessageSummary } from './mailbox-message';
import { summarize } from './message-parser';

/** Messages kept; older ones go. */
const CAPACITY = 1_000;

const ID = /^\d{8}T\d{9}Z-[0-9a-f]{8}$/;

export interface ListOptions {
  /** Words that sender, recipients, subject or beginning must all contain; case and accents do not matter. */
  readonly search?: string | undefined;
  /** Sender's address. */
  readonly sender?: string | undefined;
}

export interface Sender {
  readonly name: string;
  readonly address: string;
  readonly messages: number;
}

const fold = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

const searchable = ({ from, to, subject, preview }: MessageSummary): string =>
  fold([from, ...to].map(({ name, address }) => `${name} ${address}`).join(' ') + ` ${subject} ${preview}`);

/**
 * Messages as files of one folder: `<id>.eml` is the source, `<id>.json` what the list shows. Survives restarts; a
 * source that lies there without its summary is taken in. Emits `change`.
 */
export class MailboxStore extends EventEmitter<{ change: [] }> {
  /** Newest first. */
  private messages: MessageSummary[] = [];

  private constructor(
    private readonly folder: string,
    private readonly clock: Clock,
  ) {
    super();
    // One listener for each open browser tab.
    this.setMaxListeners(0);
  }

  /** Opens the folder, making it where it is missing. */
  static async open(folder: string, clock: Clock): Promise<MailboxStore> {
    await mkdir(folder, { recursive: true });
    const store = new MailboxStore(folder, clock);
    await store.load();
    return store;
  }

  private async load(): Promise<void> {
    const names = new Set(await readdir(this.folder));
    const ids = [...names]
      .filter((name) => name.endsWith('.eml'))
      .map((name) => name.slice(0, -'.eml'.length))
      .filter((id) => ID.test(id));
    for (const id of ids.sort().reverse())
      this.messages.push(await this.loadSummary(id, names.has(`${id}.json`)));
    // What a crash left half written was never acknowledged.
    for (const name of names) if (name.endsWith('.part')) await rm(join(this.folder, name), { force: true });
    await this.trim();
  }

  private async loadSummary(id: string, summarized: boolean): Promise<MessageSummary> {
    if (summarized) return JSON.parse(await readFile(this.path(id, 'json'), 'utf8')) as MessageSummary;
    const [, year, month, day, hours, minutes, seconds, millis] =
      /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z/.exec(id) ?? [];
    const receivedAt = new Date(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}.${millis}Z`);
    const source = await readFile(this.path(id, 'eml'));
    const summary = await summarize(source, { id, receivedAt, envelope: { from: '', to: [] } });
    await this.write(id, 'json', JSON.stringify(summary));
    return summary;
  }

  /** Keeps a message; returns once it is on the disk. */
  async add(source: Buffer, envelope: MailboxEnvelope): Promise<MessageSummary> {
    const receivedAt = this.clock.now();
    const id = `${receivedAt.toISOString().replaceAll(/[-:.]/g, '')}-${randomBytes(4).toString('hex')}`;
    const summary = await summarize(source, { id, receivedAt, envelope });
    await this.write(id, 'eml', source);
    await this.write(id, 'json', JSON.stringify(summary));
    const place = this.messages.findIndex((other) => other.id < id);
    this.messages.splice(place < 0 ? this.messages.length : place, 0, summary);
    await this.trim();
    this.emit('change');
    return summary;
  }

  /** Newest first. */
  list(options: ListOptions = {}): MessageSummary[] {
    const words = fold(options.search ?? '')
      .split(/\s+/)
      .filter((word) => word !== '');
    return this.messages.filter((message) => {
      if (options.sender && message.from.address !== options.sender) return false;
      const text = words.length > 0 ? searchable(message) : '';
      return words.every((word) => text.includes(word));
    });
  }

  /** Everybody who wrote, most messages first. */
  senders(): Sender[] {
    const found = new Map<string, Sender>();
    for (const { from } of this.messages) {
      const known = found.get(from.address);
      found.set(from.address, { ...(known ?? from), messages: (known?.messages ?? 0) + 1 });
    }
    return [...found.values()].sort((a, b) => b.messages - a.messages || (a.name < b.name ? -1 : 1));
  }

  find(id: string): MessageSummary | null {
    return this.messages.find((message) => message.id === id) ?? null;
  }

  /** The messages that came right after and right before this one. */
  neighbours(id: string): { readonly newer: string | null; readonly older: string | null } {
    const place = this.messages.findIndex((message) => message.id === id);
    const idAt = (index: number): string | null => this.messages[index]?.id ?? null;
    return place < 0 ? { newer: null, older: null } : { newer: idAt(place - 1), older: idAt(place + 1) };
  }

  /** The message byte for byte as it came over SMTP. */
  async source(message: MessageSummary): Promise<Buffer> {
    return readFile(this.path(message.id, 'eml'));
  }

  async markSeen(id: string): Promise<void> {
    const place = this.messages.findIndex((message) => message.id === id);
    const message = this.messages[place];
    if (!message || message.seen) return;
    const seen = { ...message, seen: true };
    this.messages[place] = seen;
    await this.write(id, 'json', JSON.stringify(seen));
    this.emit('change');
  }

  /** @returns whether there was such a message */
  async delete(id: string): Promise<boolean> {
    const message = this.find(id);
    if (!message) return false;
    this.messages = this.messages.filter((other) => other !== message);
    await this.removeFiles(id);
    this.emit('change');
    return true;
  }

  async deleteAll(): Promise<void> {
    const gone = this.messages;
    this.messages = [];
    for (const { id } of gone) await this.removeFiles(id);
    this.emit('change');
  }

  private async trim(): Promise<void> {
    for (const { id } of this.messages.splice(CAPACITY)) await this.removeFiles(id);
  }

  private async removeFiles(id: string): Promise<void> {
    // The source first: a summary alone is never taken for a message.
    await rm(this.path(id, 'eml'), { force: true });
    await rm(this.path(id, 'json'), { force: true });
  }

  private path(id: string, kind: 'eml' | 'json'): string {
    return join(this.folder, `${id}.${kind}`);
  }

  /** Whole or not at all: written beside and renamed. */
  private async write(id: string, kind: 'eml' | 'json', content: Buffer | string): Promise<void> {
    const path = this.path(id, kind);
    const part = `${path}.${randomBytes(4).toString('hex')}.part`;
    await writeFile(part, content);
    await rename(part, path);
  }
}
