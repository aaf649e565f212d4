import { mandateLink } from './mandate-link';
import type { MandateSignature, MandateInput, MandateTask, ProfileField } from '@halles/contracts';
import { type Account, GrantService } from '@halles/domain/accounts';
import { holdListing, ListingNotFound, TownServices } from '@halles/domain/listings';
import { PageChangeNotices } from '@halles/domain/notifications';
import { type ProfileSave, ProfileService, ProfileWriter, type Saved } from '@halles/domain/profiles';
import { Outbox } from '@halles/platform/outbox';
import { EraseAfter } from '@halles/platform/scheduling';
import { constraintOf } from '@halles/platform/database';
import {
  appendAudit,
  type TenantContext,
  type TenantTx,
  type TenantWriteTx,
  UnitOfWork,
} from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import {
  type Agent,
  type Mandate,
  type MandateFile,
  monthsLater,
  outsideOf,
  statusOf,
  TOWN_FIELDS,
} from './mandate';
import { MandateEnded, MandateMissing, MandateNotFound, MandateTooNarrow } from './mandate.errors';
import { confirmMandate, mailMandateRequest, notifyOwnerOfMandate } from './mandate.events';
import { MandateRepository } from './mandate.repository';

const MAX_LISTED = 200;

const authorOf = ({ accountId, name }: Agent) => ({ kind: 'agent', accountId, name }) as const;

/** As many signatures of one listing at the same instant are put in force, one after the other. */
const MAX_ATTEMPTS = 10;

/** Merchants' leave for agents to act for them, and what agents then do. */
@Injectable()
export class MandateService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly mandates: MandateRepository,
    private readonly profiles: ProfileWriter,
    private readonly history: ProfileService,
    private readonly outbox: Outbox,
    private readonly grants: GrantService,
    private readonly notices: PageChangeNotices,
    private readonly townServices: TownServices,
  ) {}

  /** The newest first, at most 200. */
  async list(ctx: TenantContext, listingId: number | null): Promise<MandateFile[]> {
    return this.work.read(ctx, (tx) => this.mandates.list(tx, listingId, MAX_LISTED));
  }

  /** @throws MandateNotFound */
  async get(ctx: TenantContext, id: string): Promise<MandateFile> {
    return this.work.read(ctx, (tx) => this.fileOf(tx, id));
  }

  /** What is in force on a listing at that instant; null for nothing. */
  async active(ctx: TenantContext, listingId: number, now: Date): Promise<Mandate | null> {
    return this.work.read(ctx, (tx) => this.mandates.active(tx, listingId, now));
  }

  /** Those in force at that instant that leave products, orders or agendas to the town; at most so many, by the name of the business. */
  async leaving(ctx: TenantContext, task: MandateTask, now: Date, limit: number): Promise<MandateFile[]> {
    return this.work.read(ctx, (tx) => this.mandates.leaving(tx, task, now, limit));
  }

  /** Which of some listings leave products, orders or agendas to the town at that instant. */
  async leavingAmong(
    ctx: TenantContext,
    task: MandateTask,
    listingIds: readonly number[],
    now: Date,
  ): Promise<ReadonlySet<number>> {
    if (listingIds.length === 0) return new Set();
    return this.work.read(ctx, (tx) => this.mandates.leavingAmong(tx, task, listingIds, now));
  }

  /** Those of some listings that are signed and wait for the owner of the page, the newest first. */
  async waiting(ctx: TenantContext, listingIds: readonly number[], now: Date): Promise<MandateFile[]> {
    if (listingIds.length === 0) return [];
    return this.work.read(ctx, (tx) => this.mandates.waiting(tx, listingIds, now));
  }

  /**
   * Keeps a mandate that was signed on the screen, or asks for one by mail. Signed on the screen it is in force at once and
   * ends the one before, unless somebody keeps the page: nothing proves that they signed, so they are asked first.
   * @returns its id
   * @throws ListingNotFound
   */
  async propose(ctx: TenantContext, input: MandateInput, by: Agent, now: Date): Promise<string> {
    const isSigned = input.means === 'screen';
    const mandate: Mandate = {
      id: uuid(),
      listingId: input.listing,
      state: isSigned ? 'active' : 'proposed',
      scope: input.scope,
      giverName: input.giverName,
      giverQuality: input.giverQuality,
      giverEmail: input.giverEmail?.toLowerCase() ?? null,
      locale: input.locale,
      means: input.means,
      signature: isSigned ? input.signature : null,
      signedAs: null,
      proposedBy: by.accountId,
      proposedByName: by.name,
      createdAt: now,
      askExpiresAt: isSigned ? null : mandateLink.expiresAt(now),
      signedAt: isSigned ? now : null,
      expiresAt: monthsLater(now, input.months),
      endedAt: null,
      endedBy: null,
    };
    await this.inTurn(ctx, async (tx) => {
      if (!(await holdListing(tx, input.listing))) throw new ListingNotFound({});
      const owner = isSigned ? await this.grants.ownerOf(tx, input.listing) : null;
      if (isSigned && !owner) await this.mandates.endActive(tx, input.listing, now);
      await this.mandates.insert(tx, owner ? { ...mandate, ...this.askedOf(now) } : mandate);
      const { id, listingId: listing, scope, means } = mandate;
      await appendAudit(
        tx,
        `mandate.${isSigned ? 'signed' : 'asked'}`,
        { mandate: id, listing, scope, means, ...(owner ? { waits: true } : {}) },
        now,
      );
      if (owner) await this.ask(tx, mandate, owner, now);
      else if (isSigned) await this.tell(tx, mandate, null, now);
      else await this.outbox.append(tx, mailMandateRequest(id));
    });
    return mandate.id;
  }

  /**
   * Signs a mandate behind its link: it is in force from now on, and ends the one before. Where somebody keeps the page and
   * the link went to another address than theirs, they are asked first. Signed twice it is signed once.
   * @throws MandateNotFound, MandateEnded when it was taken back or can be signed no longer
   */
  async sign(ctx: TenantContext, id: string, { name }: MandateSignature, now: Date): Promise<void> {
    await this.inTurn(ctx, async (tx) => {
      const { mandate } = await this.lock(tx, id);
      const standing = statusOf(mandate, now);
      if (standing === 'active' || standing === 'waiting') return;
      if (standing !== 'proposed') throw new MandateEnded({});
      const owner = await this.grants.ownerOf(tx, mandate.listingId);
      const asked = owner && owner.email !== mandate.giverEmail ? owner : null;
      if (!asked) await this.mandates.endActive(tx, mandate.listingId, now);
      // The months that were offered count from the signature on.
      const offered = mandate.expiresAt.getTime() - mandate.createdAt.getTime();
      await this.mandates.sign(tx, {
        id,
        signedAs: name,
        signedAt: now,
        expiresAt: new Date(now.getTime() + offered),
        ...(asked ? this.askedOf(now) : { state: 'active', askExpiresAt: null }),
      });
      await appendAudit(
        tx,
        'mandate.signed',
        { mandate: id, listing: mandate.listingId, means: 'link', ...(asked ? { waits: true } : {}) },
        now,
      );
      if (asked) await this.ask(tx, mandate, asked, now);
      else await this.tell(tx, mandate, owner, now);
    });
  }

  /**
   * The owner of a page agrees to a mandate that somebody else signed: it is in force from now on, and ends the one before.
   * Agreed to twice it is agreed to once.
   * @throws MandateNotFound where it is of another listing
   * @throws MandateEnded where it no longer waits
   */
  async agree(ctx: TenantContext, listingId: number, id: string, now: Date): Promise<void> {
    await this.inTurn(ctx, async (tx) => {
      const { mandate } = await this.lock(tx, id);
      if (mandate.listingId !== listingId) throw new MandateNotFound({});
      const standing = statusOf(mandate, now);
      if (standing === 'active') return;
      if (standing !== 'waiting') throw new MandateEnded({});
      await this.mandates.endActive(tx, listingId, now);
      await this.mandates.activate(tx, id);
      await appendAudit(tx, 'mandate.agreed', { mandate: id, listing: listingId }, now);
      if (mandate.giverEmail !== null) await this.outbox.append(tx, confirmMandate(id));
    });
  }

  /** Who owned the page when a mandate on it was signed, and still does; null for nobody. */
  async ownerSinceSigned(
    ctx: TenantContext,
    { listingId, signedAt }: Pick<Mandate, 'listingId' | 'signedAt'>,
  ): Promise<Account | null> {
    if (signedAt === null) return null;
    return this.work.read(ctx, (tx) => this.grants.ownerSince(tx, listingId, signedAt));
  }

  /**
   * Takes the mail to who gave a mandate for one job. Two are promised as one may fall away, and both may run at once in two
   * workers: the first has it, and has it again when it is tried again.
   * @param job the outbox row of the job
   * @returns whether this one writes to them
   */
  async takeCopy(ctx: TenantContext, id: string, job: string): Promise<boolean> {
    return this.work.write(ctx, (tx) => this.mandates.takeCopy(tx, id, job));
  }

  /**
   * Ends a mandate at once, signed or not. Ended twice it is ended once.
   * @throws MandateNotFound
   */
  async revoke(ctx: TenantContext, id: string, by: 'merchant' | 'town', now: Date): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const { mandate } = await this.lock(tx, id);
      if (mandate.state === 'ended') return;
      await this.mandates.end(tx, id, by, now);
      await appendAudit(tx, 'mandate.revoked', { mandate: id, listing: mandate.listingId, by }, now);
    });
  }

  /**
   * Ends what stood on a listing when it was taken from its owner: what was begun since is another's. Twice is once.
   * @param until the instant of the decision
   */
  async endLeft(ctx: TenantContext, listingId: number, until: Date, now: Date): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      for (const id of await this.mandates.endBegunUntil(tx, listingId, until, now))
        await appendAudit(tx, 'mandate.revoked', { mandate: id, listing: listingId, by: 'town' }, now);
    });
  }

  /**
   * Changes a merchant's page for the merchant, as far as the mandate goes. The history of the page has the agent's name,
   * the audit log the account.
   * @throws MandateMissing, MandateTooNarrow
   * @throws ListingNotFound, ProfileInvalid, ProfileChangedMeanwhile
   */
  async edit(
    ctx: TenantContext,
    listingId: number,
    save: Omit<ProfileSave, 'author'>,
    by: Agent,
    now: Date,
  ): Promise<Saved> {
    return this.work.write(ctx, async (tx) => {
      const mandate = await this.cover(tx, listingId, save.changes, now);
      const saved = await this.profiles.apply(tx, listingId, { ...save, author: authorOf(by) }, now);
      await this.note(tx, { listing: listingId, mandate: mandate?.id ?? null }, saved, now);
      return saved;
    });
  }

  /**
   * Takes back one change of a merchant's page, whoever made it, as far as the mandate goes.
   * @throws MandateMissing, MandateTooNarrow
   * @throws RevisionNotFound, ProfileChangedMeanwhile
   */
  async undo(ctx: TenantContext, listingId: number, version: number, by: Agent, now: Date): Promise<Saved> {
    return this.work.write(ctx, async (tx) => {
      const revision = await this.history.getRevision(tx, listingId, version);
      const mandate = await this.cover(tx, listingId, revision.changes, now);
      const saved = await this.profiles.undo(tx, listingId, revision, { author: authorOf(by) }, now);
      await this.note(tx, { listing: listingId, mandate: mandate?.id ?? null }, saved, now);
      return saved;
    });
  }

  /** Erases mandates that came to their end before the instant, with the names and addresses in them. Returns how many. */
  @EraseAfter('mandates', { months: 12 })
  async eraseEndedBefore(ctx: TenantContext, instant: Date): Promise<number> {
    return this.work.write(ctx, (tx) => this.mandates.deleteEndedBefore(tx, instant));
  }

  /**
   * Of a mandate that is in force from now on: its giver has a copy, and the owner of the page is told, whoever signed. Both
   * are often one: the copy is left out once they were told, and not before, as the page may be another's by then.
   */
  private async tell(
    tx: TenantWriteTx,
    { id, listingId, giverEmail }: Mandate,
    owner: Account | null,
    now: Date,
  ): Promise<void> {
    if (owner) {
      await this.notices.notifyOfMandate(
        tx,
        listingId,
        { mandate: id, owner: owner.id, change: 'mandate' },
        now,
      );
      await this.outbox.append(tx, notifyOwnerOfMandate(id));
    }
    if (giverEmail !== null) await this.outbox.append(tx, confirmMandate(id));
  }

  /** The owner of the page is asked about a mandate that was signed by somebody who is not proven to be them. */
  private async ask(tx: TenantWriteTx, { id, listingId }: Mandate, owner: Account, now: Date): Promise<void> {
    await this.notices.notifyOfMandate(
      tx,
      listingId,
      { mandate: id, owner: owner.id, change: 'mandate-asked' },
      now,
    );
    await this.outbox.append(tx, notifyOwnerOfMandate(id));
  }

  /** What stands of a signed mandate that waits for the owner of the page: as long as a link can be signed. */
  private askedOf(now: Date): Pick<Mandate, 'state' | 'askExpiresAt'> {
    return { state: 'proposed', askExpiresAt: mandateLink.expiresAt(now) };
  }

  /**
   * The mandate in force, under a lock, once it is found to cover all that changes; null at a service of the town hall, of
   * which agents need nobody's leave to change what it says.
   */
  private async cover(
    tx: TenantWriteTx,
    listingId: number,
    changes: Readonly<Partial<Record<ProfileField, unknown>>>,
    now: Date,
  ): Promise<Mandate | null> {
    const changed = Object.keys(changes) as ProfileField[];
    const isOfTown = await this.townServices.hold(tx, listingId);
    const mandate = isOfTown ? null : await this.mandates.lockActive(tx, listingId, now);
    if (!mandate && !isOfTown) throw new MandateMissing({});
    const fields = mandate ? outsideOf(mandate, changed) : changed.filter((field) => !TOWN_FIELDS.has(field));
    if (fields.length > 0) throw new MandateTooNarrow({ fields });
    return mandate;
  }

  /** Writes down what an agent changed; nothing where nothing did. */
  private async note(
    tx: TenantWriteTx,
    of: { readonly listing: number; readonly mandate: string | null },
    { changed: fields, version }: Saved,
    now: Date,
  ): Promise<void> {
    if (fields.length === 0) return;
    await appendAudit(tx, 'listing.edited-on-behalf', { ...of, fields, version }, now);
  }

  private async fileOf(tx: TenantTx, id: string): Promise<MandateFile> {
    const found = await this.mandates.find(tx, id);
    if (!found) throw new MandateNotFound({});
    return found;
  }

  /**
   * Puts a mandate in force. One of the same listing that came into force at the same instant is not seen: the work runs
   * again, and ends it as it would any other. The listing's row is not locked for that, as an import may hold it for minutes.
   */
  private async inTurn(ctx: TenantContext, work: (tx: TenantWriteTx) => Promise<void>): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.work.write(ctx, work);
        return;
      } catch (error) {
        if (constraintOf(error) !== 'mandate_one_active' || attempt === MAX_ATTEMPTS) throw error;
      }
    }
  }

  private async lock(tx: TenantWriteTx, id: string): Promise<MandateFile> {
    const found = await this.mandates.lock(tx, id);
    if (!found) throw new MandateNotFound({});
    return found;
  }
}
