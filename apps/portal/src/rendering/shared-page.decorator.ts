import type { TenantContext } from '@halles/platform/tenancy';
import { type CustomDecorator, SetMetadata, type Type } from '@nestjs/common';

/**
 * What shared pages show beside the tenant's settings and its theme, as a provider of the feature that it belongs to: pages
 * that say `@SharedPage(ThatContent)` are rendered again when its version is another one.
 */
export interface SharedContent {
  /** Changes with each change of what is shown. Read on each request: it should cost one row at most. */
  version(ctx: TenantContext): Promise<string>;
}

export const SHARED_PAGE = 'halles:shared-page';

/** What a page says of itself: the provider of its content, or null for settings alone. */
export interface SharedPageOf {
  readonly content: Type<SharedContent> | null;
}

/**
 * Declares that the page is the same for every reader: it is rendered once and sent from memory, as long as the tenant's
 * settings, its theme and the version of its content stay as they are, a minute at most.
 * @param content what it shows beside the settings; nothing unless given
 */
export const SharedPage = (content: Type<SharedContent> | null = null): CustomDecorator =>
  SetMetadata(SHARED_PAGE, { content } satisfies SharedPageOf);
