import { formatDay } from '@halles/platform/theming';
import type { PageScope } from '../rendering/page-scope';
import { type Section, ProseWriter } from '../rendering/prose';
import type { ProseBody } from '../rendering/prose.view';

const DEFENDER_OF_RIGHTS = 'https://www.defenseurdesdroits.fr';

function stateKey({ settings }: PageScope): string {
  const { level, auditedOn } = settings.accessibility;
  return level === 'non' && auditedOn !== undefined ? 'state.nonAudited' : `state.${level}`;
}

function presentResults(scope: PageScope, write: ProseWriter): Section {
  const { auditedOn } = scope.settings.accessibility;
  const key = auditedOn === undefined ? 'results.none' : 'results.audited';
  return { id: 'results', heading: write.line('results.heading'), paragraphs: [write.line(key)] };
}

function presentContents(scope: PageScope, write: ProseWriter): Section {
  const { nonConformities, derogations } = scope.settings.accessibility;
  const listed = (
    texts: readonly { readonly fr: string; readonly en: string }[],
    otherwise: string,
  ): string =>
    texts.length === 0 ? write.line(otherwise) : texts.map((text) => text[scope.locale]).join(' ');
  return {
    id: 'contents',
    heading: write.line('contents.heading'),
    facts: [
      { term: write.line('contents.nonConformities'), value: listed(nonConformities, 'contents.noneKnown') },
      { term: write.line('contents.derogations'), value: listed(derogations, 'contents.none') },
      { term: write.line('contents.notSubject'), value: write.line('contents.none') },
    ],
  };
}

/** The accessibility statement, in the order of the State's model (RGAA 4.1, décret n° 2019-768). Pure. */
export function presentAccessibility(scope: PageScope): ProseBody {
  const { accessibility } = scope.settings;
  const write = new ProseWriter(scope, 'accessibility', {
    url: scope.origin,
    level: scope.texts.line(`pages.levels.${accessibility.level}`),
    day: accessibility.auditedOn === undefined ? '' : formatDay(accessibility.auditedOn, scope.locale),
  });
  const making = ['technologies', 'tools', 'pages'].map((name) => ({
    term: write.line(`making.${name}`),
    value: write.line(`making.${name}Text`),
  }));
  return {
    heading: write.line('heading'),
    lead: write.line('lead'),
    sections: [
      { id: 'state', heading: write.line('state.heading'), paragraphs: [write.line(stateKey(scope))] },
      presentResults(scope, write),
      presentContents(scope, write),
      { id: 'making', heading: write.line('making.heading'), facts: making },
      write.section('feedback', { link: write.link('feedback.link', 'contact') }),
      write.section('recourse', {
        items: write.paragraphs('recourse.items'),
        link: { href: DEFENDER_OF_RIGHTS, label: write.line('recourse.link') },
      }),
    ],
  };
}
