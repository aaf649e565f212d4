import type { Bilingual } from '@halles/kernel';
import type { PageModel } from '../rendering/page';
import type { PageScope } from '../rendering/page-scope';
import type { EndedBody } from './ended.view';

/** That an agent left, and the way back to the console for browsers that do not go by themselves. Pure. */
export function presentEnded({ texts }: PageScope, paths: Bilingual, address: string): PageModel {
  const heading = texts.line('pro.onBehalf.ended');
  const body: EndedBody = {
    heading,
    trail: [],
    back: { href: address, label: texts.line('pro.onBehalf.back') },
  };
  return { head: { page: null, title: heading, description: heading, paths, noindex: true }, body };
}
