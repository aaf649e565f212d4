import { type CustomDecorator, SetMetadata } from '@nestjs/common';

/** On what a page depends, beside the tenant's entry and its theme. */
export type PageContent = 'settings' | 'directory';

export const SHARED_PAGE = 'halles:shared-page';

/**
 * Declares that the page is the same for every reader: it is rendered once and sent from memory, as long as the tenant's
 * settings, its theme and (for `directory`) the version of its directory stay as they are, a minute at most.
 */
export const SharedPage = (content: PageContent): CustomDecorator => SetMetadata(SHARED_PAGE, content);
