import { pathsTo, pathTo, patternsOf } from '@halles/contracts';
import { type AccountSession, listingsWith } from '@halles/domain/accounts';
import {
  AdditionService,
  type Claim,
  ClaimantService,
  ClaimCodeOver,
  ClaimLookupService,
  ClaimProofService,
  isUnderWay,
} from '@halles/domain/claims';
import { MerchantPlaces } from '@halles/domain/corrections';
import { Clock, type Locale } from '@halles/kernel';
import {
  atField,
  buttonForm,
  type FormRefusal,
  formValuesOf,
  newForm,
  Posted,
  type PostedForm,
  refusalOf,
  submitForm,
} from '@halles/platform/forms';
import { Ctx, CurrentLocale, type HttpAnswer, RateLimit, redirectTo, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { SignedIn } from '../accounts';
import { MerchantSpace } from '../merchant-space';
import type { Page } from '../rendering/page';
import { Done, ListingId, redirectDone } from '../params';
import { claimantOf, claimPage, ownerOf } from './claim-page';
import { ClaimPageService } from './claim-page.service';
import { presentClaims, WITHDRAWN, type Withdrawn } from './claims-list.presenter';
import { presentClaimWithdrawal } from './withdrawal.presenter';
import { codeForm, proofForm, type ProofRequest } from './proof.form';

type Answer = Page | HttpAnswer;

const LONGEST_CODE = 12;

/** `code`: what the QR code of a letter fills in. Only the button sends it. */
const claimQuery = z.object({
  code: z
    .string()
    .transform((code) => code.slice(0, LONGEST_CODE))
    .catch(''),
});

/** A business is claimed from its page: what it takes, and the first proof. */
@Requires('claim.make')
@Controller()
export class ClaimController {
  constructor(
    private readonly space: MerchantSpace,
    private readonly pages: ClaimPageService,
    private readonly claimants: ClaimantService,
    private readonly claimLookup: ClaimLookupService,
    private readonly claimProofs: ClaimProofService,
    private readonly additions: AdditionService,
    private readonly places: MerchantPlaces,
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('claim.begin'))
  begin(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @ListingId() listing: number,
    @SignedIn() session: AccountSession,
  ): Promise<Answer> {
    return this.pages.begin(ctx, session, { listing, locale });
  }

  @Post(patternsOf('claim.begin'))
  start(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @ListingId() listing: number,
    @Posted() posted: PostedForm,
    @SignedIn() session: AccountSession,
  ): Promise<Answer> {
    return submitForm<null, Answer>(
      buttonForm.read(posted),
      async () => {
        const claim = await this.claimants.begin(ctx, listing, claimantOf(session), locale, this.clock.now());
        return this.requestProof(ctx, session, locale, claim, posted);
      },
      ({ state, ...answer }) => this.pages.begin(ctx, session, { listing, locale }, { proof: state }, answer),
    );
  }

  @Post(patternsOf('claim.proof'))
  async prove(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @Param('claim') claimId: string,
    @Posted() posted: PostedForm,
    @SignedIn() session: AccountSession,
  ): Promise<Answer> {
    const { claim } = await this.claimLookup.get(ctx, claimId, claimantOf(session), this.clock.now());
    return this.requestProof(ctx, session, locale, claim, posted);
  }

  @RateLimit('login')
  @Post(patternsOf('claim.code'))
  enter(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @Param('claim') claimId: string,
    @Posted() posted: PostedForm,
    @SignedIn() session: AccountSession,
  ): Promise<Answer> {
    const reading = codeForm.read(posted);
    const again = (refusal: FormRefusal): Promise<Page> => {
      const { state, ...answer } = atField('code', refusal);
      return this.pages.claim(ctx, session, claimId, { code: state }, answer);
    };
    return submitForm<{ readonly code: string }, Answer>(
      reading,
      async ({ code }) => {
        try {
          const claim = await this.claimProofs.enterCode(
            ctx,
            claimId,
            claimantOf(session),
            code,
            this.clock.now(),
          );
          return this.leadOn(locale, claim);
        } catch (error) {
          // Only the code is gone, not the page: another can be requested there.
          if (error instanceof ClaimCodeOver) return again(refusalOf(error, reading.values));
          throw error;
        }
      },
      again,
    );
  }

  /** What ends with a claim, before it does; of one that is over, how it stands. @throws ClaimNotFound */
  @Get(patternsOf('claim.withdraw'))
  async askWithdrawal(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @Param('claim') claimId: string,
    @SignedIn() session: AccountSession,
  ): Promise<Answer> {
    const now = this.clock.now();
    const own = await this.claimLookup.get(ctx, claimId, claimantOf(session), now);
    if (!isUnderWay(own.claim.state)) return redirectTo(pathTo('claim', locale, { claim: claimId }));
    const paths = pathsTo('claim.withdraw', { claim: claimId });
    const present = presentClaimWithdrawal(own, now);
    return this.space.page(ctx, session, claimPage('claims.titles.withdraw', paths, present));
  }

  @Post(patternsOf('claim.withdraw'))
  withdraw(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @Param('claim') claimId: string,
    @Posted() posted: PostedForm,
    @SignedIn() session: AccountSession,
  ): Promise<Answer> {
    return submitForm<null, Answer>(
      buttonForm.read(posted),
      async () => {
        await this.claimants.withdraw(ctx, claimId, claimantOf(session), this.clock.now());
        return redirectDone(pathTo('claims', locale), 'claim');
      },
      ({ state, ...answer }) => this.pages.claim(ctx, session, claimId, { proof: state }, answer),
    );
  }

  @Get(patternsOf('claim'))
  claim(
    @Ctx() ctx: TenantContext,
    @Param('claim') claimId: string,
    @Query({ schema: claimQuery }) { code }: z.output<typeof claimQuery>,
    @SignedIn() session: AccountSession,
  ): Promise<Page> {
    return this.pages.claim(ctx, session, claimId, { code: newForm(formValuesOf({ code })) });
  }

  @Get(patternsOf('claims'))
  async claims(
    @Ctx() ctx: TenantContext,
    @Done(WITHDRAWN) withdrawn: Withdrawn | null,
    @SignedIn() session: AccountSession,
  ): Promise<Page> {
    const claims = await this.claimLookup.list(ctx, claimantOf(session), this.clock.now());
    const additions = await this.additions.list(ctx, session.account.id);
    const places = await this.places.ofAccount(ctx, session.account.id);
    const contested = await this.claimLookup.contested(ctx, ownerOf(session));
    const editable = listingsWith(session, 'listing.edit');
    const present = presentClaims({ claims, additions, contested, places, editable }, withdrawn);
    return this.space.page(ctx, session, {
      ...claimPage('claims.titles.claims', pathsTo('claims'), present),
      section: 'claims',
    });
  }

  /** Asks for the proof that a form names; what the form lacks is said on the claim's page. */
  private requestProof(
    ctx: TenantContext,
    session: AccountSession,
    locale: Locale,
    { id: claimId }: Pick<Claim, 'id'>,
    posted: PostedForm,
  ): Promise<Answer> {
    const path = pathTo('claim', locale, { claim: claimId });
    return submitForm<{ readonly input: ProofRequest }, Answer>(
      proofForm.read(posted),
      async ({ input }) => {
        if (input.kind === 'none') return redirectTo(path);
        if (input.kind === 'document') return redirectTo(`${path}#piece`);
        return this.leadOn(
          locale,
          await this.claimProofs.requestProof(ctx, claimId, claimantOf(session), input, this.clock.now()),
        );
      },
      ({ state, ...answer }) => this.pages.claim(ctx, session, claimId, { proof: state }, answer),
    );
  }

  /** Who keeps the listing now is led into its space, everybody else to what is next. */
  private leadOn(locale: Locale, { id, state, listingId }: Claim): HttpAnswer {
    return redirectTo(
      state === 'approved'
        ? pathTo('merchant.listing', locale, { listing: listingId })
        : pathTo('claim', locale, { claim: id }),
    );
  }
}
