import { additionSchema } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { AdditionService } from '@halles/domain/claims';
import { DomainError } from '@halles/kernel';
import { contextOf, localeOfPath, RateLimit, Requires, statusOf } from '@halles/platform/http';
import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { textOf } from '../accounts/form-fields';
import { SignedIn } from '../accounts/account-request';
import {
  type AdditionField,
  additionFields,
  type AdditionState,
  type AdditionValues,
  presentAddition,
} from './addition.presenter';
import { ClaimPages } from './claim-pages';
import { claimPaths, claimPathTo, claimPatterns } from './claim-routes';

const valuesOf = (body: unknown): AdditionValues =>
  Object.fromEntries(additionFields.map((name) => [name, textOf(body, name)])) as AdditionValues;

/** The fields that a form cannot be read by. Pure. */
function errorsOf(values: AdditionValues): AdditionField[] {
  const parsed = additionSchema.safeParse(values);
  if (parsed.success) return [];
  const invalid = new Set(parsed.error.issues.map(({ path }) => path[0]));
  return additionFields.filter((name) => invalid.has(name));
}

/** A business that is not in the directory asks to be. */
@Controller()
export class AdditionController {
  constructor(
    private readonly pages: ClaimPages,
    private readonly additions: AdditionService,
  ) {}

  @Requires('claim.make')
  @Get(claimPatterns('add'))
  async form(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.show(request, reply, 200, { values: valuesOf({}), errors: [], alike: [] });
  }

  @Requires('claim.make')
  @RateLimit('contact')
  @Post(claimPatterns('add'))
  async send(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Body() body: unknown,
    @SignedIn() { account }: AccountSession,
  ): Promise<void> {
    const values = valuesOf(body);
    const locale = localeOfPath(request.url);
    const parsed = additionSchema.safeParse(values);
    if (!parsed.success) {
      await this.refuse(request, reply, values, errorsOf(values));
      return;
    }
    try {
      const isOther = textOf(body, 'isOther') === 'yes';
      const ctx = contextOf(request);
      const outcome = await this.additions.ask(ctx, account.id, parsed.data, { isOther, locale });
      if (outcome.kind === 'asked') this.pages.redirect(reply, claimPathTo('claims', locale));
      else if (outcome.kind === 'invalid') await this.refuse(request, reply, values, outcome.errors);
      else await this.show(request, reply, 200, { values, errors: [], alike: outcome.alike });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const problem = error.detail(locale);
      await this.show(request, reply, statusOf(error), { values, errors: [], alike: [], problem });
    }
  }

  @Requires('claim.make')
  @Post(claimPatterns('takeBack'))
  async takeBack(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('addition') additionId: string,
    @SignedIn() { account }: AccountSession,
  ): Promise<void> {
    await this.additions.withdraw(contextOf(request), additionId, account.id);
    this.pages.redirect(reply, claimPathTo('claims', localeOfPath(request.url)));
  }

  private async refuse(
    request: FastifyRequest,
    reply: FastifyReply,
    values: AdditionValues,
    errors: readonly AdditionField[],
  ): Promise<void> {
    await this.show(request, reply, 422, { values, errors, alike: [] });
  }

  private async show(
    request: FastifyRequest,
    reply: FastifyReply,
    status: number,
    state: Omit<AdditionState, 'communes'>,
  ): Promise<void> {
    const ctx = contextOf(request);
    const communes = await this.additions.communes(ctx);
    this.pages.show(request, reply, {
      title: 'add',
      paths: claimPaths('add'),
      status,
      present: (scope) =>
        presentAddition(scope, ctx, {
          ...state,
          communes,
          ...(state.errors.length > 0 ? { problem: scope.texts.line('claims.add.invalid') } : {}),
        }),
    });
  }
}
