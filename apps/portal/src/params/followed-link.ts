import type { DefinedError } from '@halles/kernel';
import { contextOf } from '@halles/platform/http';
import { type SignedLink, SignedLinks, type TenantContext } from '@halles/platform/tenancy';
import { createParamDecorator, type ExecutionContext, Injectable, type PipeTransform } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** A link of a mail that somebody followed. */
export interface FollowedLink {
  /** As it stands in its address. */
  readonly token: string;
  /** The row that it names. */
  readonly id: string;
}

interface Kind {
  readonly link: SignedLink<{ readonly id: string; readonly serial: number }>;
  readonly NotFound: DefinedError<Record<string, never>>;
}

interface Address extends Kind {
  readonly ctx: TenantContext;
  readonly token: string;
}

const LinkAddress = createParamDecorator((kind: Kind, context: ExecutionContext): Address => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const { token = '' } = request.params as { readonly token?: string };
  return { ...kind, ctx: contextOf(request), token };
});

@Injectable()
class ReadLinkPipe implements PipeTransform<Address, FollowedLink> {
  constructor(private readonly links: SignedLinks) {}

  transform({ ctx, link, token, NotFound }: Address): FollowedLink {
    const payload = this.links.read(ctx, link, token);
    if (payload === null) throw new NotFound({});
    return { token, id: payload.id };
  }
}

/**
 * Handler parameter: the link that the address names (`:token`), and the row that it is of. Whether its time is over is for
 * that row to say.
 * @param NotFound what is thrown for what is no link of this kind and territory
 */
export const FollowedLink = (link: Kind['link'], NotFound: Kind['NotFound']): ParameterDecorator =>
  LinkAddress({ link, NotFound }, ReadLinkPipe);
