import { listingIdOf } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { ClaimantService } from '@halles/domain/claims';
import { contextOf, localeOfPath, PageNotFound, Requires } from '@halles/platform/http';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SignedIn } from '../accounts/account-request';
import { ClaimPages, claimantOf } from './claim-pages';
import { claimPaths, claimPatterns } from './claim-routes';
import { presentPreview } from './preview.presenter';
import { EditorSessions, presentOverview } from '../profiles';

/** What the space of a business would show its owner, before anything is proved: read only. */
@Controller()
export class PreviewController {
  constructor(
    private readonly pages: ClaimPages,
    private readonly editors: EditorSessions,
    private readonly claimants: ClaimantService,
  ) {}

  @Requires('claim.make')
  @Get(claimPatterns('preview'))
  async preview(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('listing') segment: string,
    @SignedIn() session: AccountSession,
  ): Promise<void> {
    const ctx = contextOf(request);
    const id = listingIdOf(segment);
    if (id === null) throw new PageNotFound({});
    const { subject, ownedBy } = await this.claimants.look(ctx, id, claimantOf(session));
    // What an owner wrote and did not publish is theirs alone: the preview is of pages that nobody keeps.
    const editor =
      ownedBy === 'nobody'
        ? await this.editors.open(ctx, subject.id, session, localeOfPath(request.url))
        : null;
    this.pages.show(request, reply, {
      title: 'preview',
      paths: claimPaths('preview', subject.id),
      present: (scope) => presentPreview(scope, subject, editor && presentOverview(scope, editor, {})),
    });
  }
}
