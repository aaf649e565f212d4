import { pathsTo, pathTo } from '@halles/contracts';
import { identifyListing, presentListing } from '../listings';
import type { PageModel } from '../rendering/page';
import type { PageScope } from '../rendering/page-scope';

/** The public page of a business as it will be, with a bar that publishes what is new on it. Pure. */
export function presentPreviewedPage(
  scope: PageScope,
  listing: number,
  shown: Parameters<typeof presentListing>[1],
  hasChanges: boolean,
): PageModel {
  const { texts, locale } = scope;
  const paths = pathsTo('profile.preview', { listing });
  return {
    head: { ...identifyListing(scope, shown), jsonLd: [], noindex: true, paths },
    body: {
      ...presentListing(scope, shown),
      preview: {
        text: texts.line(hasChanges ? 'pro.preview.lead' : 'pro.preview.nothing'),
        action: paths[locale],
        hasChanges,
        publish: texts.line('pro.preview.publish'),
        discard: texts.line('pro.preview.discard'),
        back: {
          href: pathTo('merchant.listing', locale, { listing }),
          label: texts.line('pro.preview.back'),
        },
      },
    },
  };
}
