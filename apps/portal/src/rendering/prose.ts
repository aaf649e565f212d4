import type { TextParams } from '@halles/platform/theming';
import { linkTo } from './layout.presenter';
import { type PageScope, territoryWords } from './page-scope';
import { type PageName } from './page-names';
import type { ProseBody } from './prose.view';
import type { LinkView } from './link.view';

export type Section = ProseBody['sections'][number];
export type Fact = NonNullable<Section['facts']>[number];

/** Words a page of prose from the texts below `pages.<page>`, with the territory's words at hand. */
export class ProseWriter {
  private readonly words: TextParams;

  constructor(
    private readonly scope: PageScope,
    private readonly page: PageName,
    params: TextParams = {},
  ) {
    this.words = { ...territoryWords(scope), ...params };
  }

  line(key: string): string {
    return this.scope.texts.line(`pages.${this.page}.${key}`, this.words);
  }

  paragraphs(key: string): string[] {
    return this.scope.texts.paragraphs(`pages.${this.page}.${key}`, this.words);
  }

  /** A section with the heading and the text of its key, and whatever else is given. */
  section(key: string, extra: Omit<Section, 'id' | 'heading'> = {}): Section {
    const hasText = this.scope.texts.has(`pages.${this.page}.${key}.text`);
    return {
      id: key,
      heading: this.line(`${key}.heading`),
      ...(hasText ? { paragraphs: this.paragraphs(`${key}.text`) } : {}),
      ...extra,
    };
  }

  /** A link to a page of the portal under the words of a key. */
  link(key: string, to: Exclude<PageName, 'contact.sent'>): LinkView {
    return { ...linkTo(this.scope, to), label: this.line(key) };
  }
}
