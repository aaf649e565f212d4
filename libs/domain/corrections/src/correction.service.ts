import { isDeepStrictEqual } from 'node:util';
import type { ProfileAddress } from '@halles/contracts';
import { GrantService } from '@halles/domain/accounts';
import { ClaimPolicies } from '@halles/domain/claims';
import { PageChangeNotices } from '@halles/domain/notifications';
import { holdListing, type Listing, ListingNotFound, ListingRepository } from '@halles/domain/listings';
import {
  type ProfileAuthor,
  ProfileNotOwned,
  ProfileService,
  ProfileWriter,
  readingAt,
  RevisionNotFound,
  type Saved,
  withStartingHours,
} from '@halles/domain/profiles';
import { DAY, type Locale } from '@halles/kernel';
import { Outbox } from '@halles/platform/outbox';
import { EraseAfter } from '@halles/platform/scheduling';
import {
  appendAudit,
  SignedLinks,
  type TenantContext,
  type TenantTx,
  type TenantWriteTx,
  UnitOfWork,
} from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import {
  CORRECTIONS_A_LINK,
  type Correction,
  type CorrectionChanges,
  type CorrectionLink,
  type DecidedCorrection,
  type ListingCorrections,
  LINKS_A_DAY,
  LINK_PAUSE,
  authorOfLink,
  canRequestLink,
  doubtOf,
  maskedAddress,
} from './correction';
import {
  CorrectionLinkOver,
  CorrectionLinkUnknown,
  CorrectionNotFound,
  CorrectionsTooMany,
  NoAddressKnown,
  PlaceAskedAgain,
  PlaceStands,
} from './correction.errors';
import { answerPlace, mailCorrectionLink, notifyReopenedPlace } from './correction.events';
import { correctionPageLink } from './correction-link';
import { CorrectionRepository } from './correction.repository';
import { DecidedPlaces, type EditedPlace } from './places/decided-places';
import { isPlaceDoubt } from './places/place-move';
import { PlaceRepository } from './places/place.repository';

/** A link with the business whose page it opens. */
export interface OpenLink {
  readonly link: CorrectionLink;
  readonly listing: Listing;
}

/** Who decides what waits. */
export interface CorrectionJudge {
  readonly accountId: string;
  readonly name: string;
}

/** What they decide; the reason goes to who keeps the page and asked, and of what came by a link to nobody. */
export interface CorrectionJudgement {
  readonly decision: 'accept' | 'refuse';
  readonly reason: string | null;
  /** The place as it is accepted, where that is another than was asked for. */
  readonly address?: EditedPlace | null;
}

/** The version to take back one day; null where all was so already, and the last one is somebody else's. */
const versionMade = ({ version, changed }: Saved): number | null => (changed.length > 0 ? version : null);

/** First corrections without an account: by a link that is mailed to the address that the directory knows, and to no other. */
@Injectable()
export class CorrectionService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly corrections: CorrectionRepository,
    private readonly places: PlaceRepository,
    private readonly decidedPlaces: DecidedPlaces,
    private readonly listings: ListingRepository,
    private readonly pages: ProfileService,
    private readonly profiles: ProfileWriter,
    private readonly policies: ClaimPolicies,
    private readonly grants: GrantService,
    private readonly outbox: Outbox,
    private readonly notices: PageChangeNotices,
    private readonly signedLinks: SignedLinks,
  ) {}

  /**
   * Promises a link to the known address of a business. Asked for again soon, or too often, nothing more is sent, and the
   * answer is the same.
   * @returns the address, masked
   * @throws ListingNotFound, NoAddressKnown
   */
  async requestLink(ctx: TenantContext, listingId: number, locale: Locale, now: Date): Promise<string> {
    return this.work.write(ctx, async (tx) => {
      const listing = await this.listings.findHeld(tx, listingId);
      if (!listing) throw new ListingNotFound({});
      if (!canRequestLink(listing) || listing.email === null) throw new NoAddressKnown({});
      const email = listing.email.toLowerCase();
      const recent = await this.corrections.linksSince(tx, listing.id, new Date(now.getTime() - DAY));
      const isOnItsWay = recent.some(({ createdAt }) => createdAt.getTime() > now.getTime() - LINK_PAUSE);
      if (!isOnItsWay && recent.length < LINKS_A_DAY) {
        const expiresAt = correctionPageLink.expiresAt(now);
        const link = { id: uuid(), listingId: listing.id, email, locale, createdAt: now, expiresAt };
        await this.corrections.insertLink(tx, link);
        await this.outbox.append(tx, mailCorrectionLink(link.id));
      }
      return maskedAddress(email);
    });
  }

  /** Versions of a page that the town made by accepting what somebody asked for, with what it said to it. */
  async accepted(
    ctx: TenantContext,
    listingId: number,
    versions: readonly number[],
  ): Promise<ReadonlyMap<number, string | null>> {
    const found = await this.work.read(ctx, (tx) => this.corrections.accepted(tx, listingId, versions));
    return new Map(found.map(({ version, reason }) => [version, reason]));
  }

  /** What the mail of a link says; null where there is nothing to send any more. */
  async mailOf(
    ctx: TenantContext,
    linkId: string,
    now: Date,
  ): Promise<(OpenLink & { readonly token: string }) | null> {
    return this.work.read(ctx, async (tx) => {
      const link = await this.corrections.link(tx, linkId);
      const listing = link && link.expiresAt > now ? await this.listings.find(tx, link.listingId) : null;
      if (!link || !listing) return null;
      return {
        link,
        listing,
        token: this.signedLinks.issue(ctx, correctionPageLink, { id: link.id, serial: 0 }),
      };
    });
  }

  /**
   * The page of a link. Changes nothing: scanners open every link of a mail.
   * @throws CorrectionLinkUnknown, CorrectionLinkOver
   */
  async open(ctx: TenantContext, token: string, now: Date): Promise<OpenLink> {
    return this.work.read(ctx, (tx) => this.read(tx, token, now));
  }

  /**
   * Takes a correction: believed at once where nothing speaks against it, else kept for an agent.
   * @returns what became of it; `unchanged` where all was so already
   * @throws CorrectionLinkUnknown, CorrectionLinkOver, CorrectionsTooMany; what a profile refuses
   */
  async correct(
    ctx: TenantContext,
    token: string,
    changes: CorrectionChanges,
    now: Date,
  ): Promise<'applied' | 'open' | 'unchanged'> {
    return this.work.write(ctx, async (tx) => {
      const { link } = await this.read(tx, token, now);
      if (Object.keys(changes).length === 0) return 'unchanged';
      if ((await this.corrections.lockLink(tx, link.id)) >= CORRECTIONS_A_LINK)
        throw new CorrectionsTooMany({});
      const listing = await this.listings.findHeld(tx, link.listingId);
      if (!listing) throw new CorrectionLinkOver({});
      const doubt = doubtOf(link, {
        isOwned: await this.corrections.isOwned(tx, listing.id),
        policy: await this.policies.today(tx),
        email: listing.email,
      });
      const state = doubt === null ? ('applied' as const) : ('open' as const);
      const { id: linkId } = link;
      const correction = { listingId: listing.id, changes };
      const version = doubt === null ? await this.apply(tx, correction, authorOfLink(link), now) : null;
      await this.corrections.insert(tx, {
        id: uuid(),
        linkId,
        listingId: listing.id,
        changes,
        state,
        doubt,
        version,
        createdAt: now,
      });
      return state;
    });
  }

  /** The corrections of listings that wait for an agent, and those that were refused after the instant. */
  async ofListings(
    ctx: TenantContext,
    listingIds: readonly number[],
    refusedAfter: Date,
  ): Promise<ListingCorrections[]> {
    if (listingIds.length === 0) return [];
    return this.work.read(ctx, (tx) => this.corrections.ofListings(tx, listingIds, refusedAfter));
  }

  /** @throws CorrectionNotFound */
  async get(ctx: TenantContext, id: string): Promise<Correction> {
    const correction = await this.work.read(ctx, (tx) => this.corrections.find(tx, id));
    if (!correction) throw new CorrectionNotFound({});
    return correction;
  }

  /**
   * An agent's answer to what waits: accepted, it is on the page as the business said it, or where the agent puts it.
   * @throws CorrectionNotFound where there is none such, or it was decided; what a profile refuses
   * @throws PlaceStands where a place is refused at which the page stands by now
   */
  async decide(
    ctx: TenantContext,
    id: string,
    { decision, reason, address = null }: CorrectionJudgement,
    by: CorrectionJudge,
    now: Date,
  ): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const isAccepted = decision === 'accept';
      const correction = await this.hold(tx, id, now);
      if (!isAccepted) await this.mayRefuse(tx, correction);
      const { listingId, changes } = correction;
      const edited =
        isAccepted && address
          ? await this.decidedPlaces.placeOf(tx, listingId, changes.address, address)
          : null;
      const version = isAccepted ? await this.accept(tx, correction, { address: edited, by }, now) : null;
      const state = isAccepted ? ('accepted' as const) : ('refused' as const);
      const decided = { state, version, address: edited, reason, by: by.accountId, at: now };
      await this.corrections.decide(tx, id, decided);
      const detail = { correction: id, listing: listingId, ...(edited && { edited: true }) };
      await appendAudit(tx, `correction.${state}`, detail, now);
      await this.notifyRequester(tx, correction, `place-${state}`, now);
    });
  }

  /** Those that were accepted, or refused: the one decided last first. */
  async decided(
    ctx: TenantContext,
    state: DecidedCorrection['state'],
    limit: number,
  ): Promise<DecidedCorrection[]> {
    return this.work.read(ctx, (tx) => this.corrections.decided(tx, state, limit));
  }

  /**
   * Takes an agent's answer back, with what it changed: the correction waits again, and who was
   * told of the answer is told so.
   * @throws CorrectionNotFound where it has no answer
   * @throws PlaceAskedAgain where another place of the page waits
   * @throws RevisionNotFound where its page was merged with another since
   * @throws ProfileChangedMeanwhile where somebody changed a field since
   */
  async reopen(ctx: TenantContext, id: string, by: CorrectionJudge, now: Date): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const known = await this.corrections.find(tx, id);
      if (!known?.decidedAt) throw new CorrectionNotFound({});
      const { listingId, version, decidedAt } = known;
      if (isPlaceDoubt(known.doubt)) await this.holdPlace(tx, known, now);
      const held = version === null ? null : await this.profiles.holdRevision(tx, listingId, version, now);
      // Of another page that this one was merged with, a version of the same number is another change.
      if (held && held.revision.at.getTime() !== decidedAt.getTime()) throw new RevisionNotFound({});
      if (!(await this.corrections.reopen(tx, id, decidedAt))) throw new CorrectionNotFound({});
      const author = { kind: 'agent', accountId: by.accountId, name: by.name } as const;
      const undoing = { author, notified: known.accountId };
      if (held) await this.profiles.undo(tx, listingId, held.revision, undoing, now);
      await this.notifyRequester(tx, known, 'place-reopened', now);
      await appendAudit(
        tx,
        'correction.reopened',
        { correction: id, listing: listingId, was: decidedAt },
        now,
      );
    });
  }

  /** Erases the links and corrections of before the instant. Returns how many links. */
  @EraseAfter('corrections', { months: 12 })
  async eraseBefore(ctx: TenantContext, instant: Date): Promise<number> {
    return this.work.write(ctx, (tx) => this.corrections.deleteBefore(tx, instant));
  }

  /**
   * One that waits, held; its page is held first, as by who saves it.
   * @throws CorrectionNotFound
   */
  private async hold(tx: TenantWriteTx, id: string, now: Date): Promise<Correction> {
    const listingId = await this.corrections.listingOf(tx, id);
    if (listingId !== null) await this.profiles.hold(tx, listingId, now);
    const correction = await this.corrections.lockOpen(tx, id);
    if (!correction) throw new CorrectionNotFound({});
    return correction;
  }

  /** Puts what is accepted on the page: as the word of who asked for it, or of the agent who put it elsewhere. */
  private async accept(
    tx: TenantWriteTx,
    correction: Correction,
    { address, by }: { readonly address: ProfileAddress | null; readonly by: CorrectionJudge },
    now: Date,
  ): Promise<number | null> {
    const { listingId, changes, accountId } = correction;
    // Of who keeps the page no more nothing is accepted, wherever it is put.
    const requester = await this.authorOf(tx, correction);
    if (address === null) return this.apply(tx, correction, requester, now);
    const author = { kind: 'agent', ...by } as const;
    const save = { version: null, changes: { ...changes, address }, author, notified: accountId };
    return versionMade(await this.profiles.apply(tx, listingId, save, now));
  }

  /** Who asked for another place of the page is notified of the answer, or that it was taken back, and mailed. */
  private async notifyRequester(
    tx: TenantWriteTx,
    { id: of, listingId, accountId }: Correction,
    change: 'place-accepted' | 'place-refused' | 'place-reopened',
    now: Date,
  ): Promise<void> {
    if (accountId === null) return;
    await this.notices.notifyOfCase(tx, listingId, { accountId, of, change }, now);
    await this.outbox.append(tx, change === 'place-reopened' ? notifyReopenedPlace(of) : answerPlace(of));
  }

  /** Who is told that their page has not changed finds it so. @throws PlaceStands */
  private async mayRefuse(tx: TenantTx, { doubt, listingId, changes }: Correction): Promise<void> {
    if (!isPlaceDoubt(doubt)) return;
    const { content } = await this.pages.findIn(tx, listingId);
    if (isDeepStrictEqual(content.address, changes.address)) throw new PlaceStands({});
  }

  /**
   * Nobody asks for another place of the page before the transaction's end: one waits at a time.
   * @throws ListingNotFound, PlaceAskedAgain
   */
  private async holdPlace(tx: TenantWriteTx, { id, listingId }: Correction, now: Date): Promise<void> {
    if (!(await holdListing(tx, listingId))) throw new ListingNotFound({});
    await this.profiles.hold(tx, listingId, now);
    if (await this.places.isAnotherOpen(tx, { id, listingId })) throw new PlaceAskedAgain({});
  }

  /**
   * Whose word an accepted correction is: of who asked for it, as long as they keep the page, and of the mailbox that had the
   * link.
   * @throws ProfileNotOwned
   */
  private async authorOf(
    tx: TenantTx,
    { id, doubt, accountId, listingId }: Correction,
  ): Promise<ProfileAuthor> {
    if (!isPlaceDoubt(doubt)) {
      const link = await this.corrections.linkOf(tx, id);
      return authorOfLink(link);
    }
    const members = await this.grants.membersOf(tx, listingId);
    const member = members.find(({ account }) => account.id === accountId)?.account;
    if (!member) throw new ProfileNotOwned({});
    return { kind: 'merchant', accountId: member.id, name: member.name };
  }

  /** Hours that other sources told are taken over with the first that are corrected, as by every editor of a page. */
  private async apply(
    tx: TenantWriteTx,
    { listingId, changes }: Pick<Correction, 'listingId' | 'changes'>,
    author: ProfileAuthor,
    now: Date,
  ): Promise<number | null> {
    await this.profiles.hold(tx, listingId, now);
    const { content } = await this.pages.findIn(tx, listingId);
    const schedule = (await this.listings.find(tx, listingId))?.schedule ?? null;
    const { today } = readingAt(tx.ctx, now);
    const shown = { schedule, today };
    const started = changes.shopHours == null ? { changes } : withStartingHours(content, changes, shown);
    const save = { version: null, ...started, author };
    return versionMade(await this.profiles.apply(tx, listingId, save, now));
  }

  private async read(tx: TenantTx, token: string, now: Date): Promise<OpenLink> {
    const payload = this.signedLinks.read(tx.ctx, correctionPageLink, token);
    const link = payload && (await this.corrections.link(tx, payload.id));
    if (!link) throw new CorrectionLinkUnknown({});
    const listing = link.expiresAt > now ? await this.listings.find(tx, link.listingId) : null;
    if (!listing) throw new CorrectionLinkOver({});
    return { link, listing };
  }
}
