import type { TenantContext } from '@halles/platform/tenancy';
import { type CustomDecorator, SetMetadata, type Type } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** Counts who reads a page. Nothing is waited for. */
export interface VisitCounter {
  note(ctx: TenantContext, request: FastifyRequest): void;
}

export const VISIT_COUNTER = 'halles:visit-counter';

/** Declares who counts the visits of a page, those that are answered from memory too. */
export const CountsVisits = (counter: Type<VisitCounter>): CustomDecorator =>
  SetMetadata(VISIT_COUNTER, counter);
