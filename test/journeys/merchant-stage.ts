import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SECOND } from '@halles/kernel';
import { type MessageDetail, type MessageSummary, startMailbox } from '@halles/platform/mail';
import { getTenant } from '@halles/platform/provisioning';
import { createContext, type TenantContext, toTenant } from '@halles/platform/tenancy';
import { startServer } from '../reliability/stage';
import { openPortalStage, type PortalStage } from './portal-stage';
import { FILLED } from './stage-directory';

/** A portal whose mails arrive: with a worker, and a mailbox that anybody can look into. */
export interface MerchantStage extends PortalStage {
  /** The territory whose directory has businesses. */
  readonly ctx: TenantContext;
  /**
   * The newest mail to an address, waited for. @throws Error after ten seconds without one
   * @param subject words of its subject; any unless said
   */
  mailTo(address: string, subject?: string): Promise<MessageDetail>;
}

/** Needs the worker and the islands to be built (`npm run build`). */
export async function openMerchantStage(): Promise<MerchantStage> {
  const folder = await mkdtemp(join(tmpdir(), 'halles-mailbox-'));
  const mailbox = await startMailbox({ smtpPort: 0, httpPort: 0, folder });
  const stage = await openPortalStage({ SMTP_URL: `smtp://127.0.0.1:${mailbox.smtpPort}` });
  const { world } = stage;
  const worker = await startServer('worker', { PATH: process.env['PATH'], ...world.serverEnv });
  const record = await getTenant(world.installation.platform(), FILLED);
  return {
    ...stage,
    ctx: createContext(toTenant(record), { kind: 'visitor' }, 'a journey'),
    mailTo: (address, subject = '') => waitForMail(`http://127.0.0.1:${mailbox.httpPort}`, address, subject),
    close: async () => {
      await worker.stop();
      await stage.close();
      await mailbox.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function waitForMail(origin: string, address: string, words: string): Promise<MessageDetail> {
  const read = async <T>(path: string): Promise<T> => (await (await fetch(origin + path)).json()) as T;
  for (let waited = 0; waited < 60 * SECOND; waited += 100) {
    const { messages } = await read<{ messages: MessageSummary[] }>('/api/messages');
    const mail = messages.find(
      ({ to, subject }) => subject.includes(words) && to.some((recipient) => recipient.address === address),
    );
    if (mail) return read<MessageDetail>(`/api/messages/${mail.id}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no mail came to ${address}`);
}
