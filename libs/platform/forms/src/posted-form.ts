import type { DomainError } from '@halles/kernel';
import { limitReachedBy, ShowsLimits } from '@halles/platform/http';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type FormValues, readFormValues } from './form-values';

/** A form as it was sent. What it means is said by a `FormReader`: nothing else looks at a body. */
export class PostedForm {
  constructor(
    readonly values: FormValues,
    /** The limit that the request has reached: whatever the form holds, it is refused, and shown again as it was typed. */
    readonly limitReached: DomainError<object> | null = null,
  ) {}
}

/** The form of a request. A body that is none is an empty form. */
export const postedFormOf = (request: FastifyRequest): PostedForm =>
  new PostedForm(readFormValues(request.body), limitReachedBy(request));

const fromRequest = createParamDecorator((_data: unknown, context: ExecutionContext) =>
  postedFormOf(context.switchToHttp().getRequest<FastifyRequest>()),
);

/**
 * Handler parameter: `send(@Posted() posted: PostedForm)`. A limit of its route that is reached is said by the form, in
 * which what was typed is still there, and not by an error page.
 */
export const Posted =
  (): ParameterDecorator =>
  (controller, name, index): void => {
    fromRequest()(controller, name, index);
    const handler = name === undefined ? undefined : Object.getOwnPropertyDescriptor(controller, name);
    if (name !== undefined && handler) ShowsLimits()(controller, name, handler);
  };
